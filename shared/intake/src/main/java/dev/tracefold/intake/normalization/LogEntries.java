package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import java.util.Optional;

/** The log entry: a message, its parameters, and the text that both give. */
final class LogEntries {

  private static final int TEXT_LENGTH_MAX = 8192;
  private static final int TEXT_ALLOWANCE = 200;

  /** A text of more characters is cut, even if each two of them are one code point. */
  private static final int FORMATTED_LENGTH_MAX = 2 * (TEXT_LENGTH_MAX + TEXT_ALLOWANCE);

  private static final String LOGENTRY = "logentry";
  private static final String FORMATTED = "formatted";
  private static final String MESSAGE = "message";

  private LogEntries() {}

  static void normalize(ObjectNode payload) {
    JsonNode sent = payload.remove(LOGENTRY);
    if (sent == null || sent.isNull() || (sent.isBoolean() && !sent.booleanValue())) {
      return;
    }
    ObjectNode entry = payload.objectNode();
    if (sent instanceof ObjectNode object) {
      entry = object;
      text(entry, MESSAGE);
      text(entry, FORMATTED);
    } else {
      entry.put(FORMATTED, sent.isTextual() ? sent.textValue() : JsonTree.write(sent));
    }
    Texts.dropEmpty(entry, MESSAGE);
    Texts.dropEmpty(entry, FORMATTED);
    String message = Texts.member(entry, MESSAGE);
    if (message != null && !entry.has(FORMATTED)) {
      Optional<String> formatted =
          MessageFormat.format(message, entry.path("params"), FORMATTED_LENGTH_MAX);
      if (formatted.isPresent()) {
        entry.put(FORMATTED, formatted.get());
      }
    }
    if (message != null
        && (!entry.has(FORMATTED) || message.equals(entry.get(FORMATTED).textValue()))) {
      entry.remove(MESSAGE);
      entry.put(FORMATTED, message);
    }
    cut(entry, MESSAGE);
    cut(entry, FORMATTED);
    if (entry.has(FORMATTED)) {
      payload.set(LOGENTRY, entry);
    }
  }

  /** Cuts a text to the length of messages (event-saving 26.2). */
  static void cut(ObjectNode object, String name) {
    Texts.cutMember(object, name, TEXT_LENGTH_MAX, TEXT_ALLOWANCE);
  }

  private static void text(ObjectNode entry, String name) {
    JsonNode value = entry.get(name);
    if (value != null && !value.isTextual() && !value.isNull()) {
      entry.put(name, JsonTree.write(value));
    }
  }
}
