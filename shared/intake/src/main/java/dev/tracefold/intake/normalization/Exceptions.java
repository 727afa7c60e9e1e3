package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;

/** Exceptions and threads: wrapped lists of values with their stack traces. */
final class Exceptions {

  private static final int TYPE_LENGTH_MAX = 256;
  private static final int TYPE_ALLOWANCE = 20;

  private static final String EXCEPTION = "exception";
  private static final String STACKTRACE = "stacktrace";

  private Exceptions() {}

  static void normalize(ObjectNode payload, EventErrors errors) {
    wrap(payload, EXCEPTION, errors);
    wrap(payload, "threads", errors);
    JsonNode exceptions = payload.path(EXCEPTION).path("values");
    if (exceptions instanceof ArrayNode values) {
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) instanceof ObjectNode exception && !exception(exception)) {
          values.setNull(i);
        }
      }
      moveStacktrace(payload, values);
    }
    Stacktraces.normalize(payload);
    for (JsonNode node : payload.path("threads").path("values")) {
      if (node instanceof ObjectNode thread) {
        Stacktraces.normalize(thread);
      }
    }
  }

  private static void wrap(ObjectNode payload, String name, EventErrors errors) {
    JsonNode sent = payload.get(name);
    if (sent == null) {
      return;
    }
    if (sent.isObject() && sent.path("values").isArray()) {
      if (sent.path("values").isEmpty()) {
        payload.remove(name);
      }
      return;
    }
    payload.remove(name);
    if (sent instanceof ArrayNode list && !list.isEmpty()) {
      payload.putObject(name).set("values", list);
    } else if (sent.isObject() && !sent.has("values") && !sent.isEmpty()) {
      payload.putObject(name).putArray("values").add(sent);
    } else if (!sent.isNull() && !sent.isContainerNode()) {
      errors.add(EventErrors.INVALID_DATA, name, sent);
    }
  }

  /** False if neither type nor value is left. */
  private static boolean exception(ObjectNode exception) {
    JsonNode value = exception.get("value");
    if (value != null && !value.isNull() && !value.isTextual()) {
      exception.put("value", JsonTree.write(value));
    }
    splitType(exception);
    if (Texts.member(exception, "type") == null && Texts.member(exception, "value") == null) {
      return false;
    }
    Texts.cutMember(exception, "type", TYPE_LENGTH_MAX, TYPE_ALLOWANCE);
    LogEntries.cut(exception, "value");
    if (exception.get("mechanism") instanceof ObjectNode mechanism) {
      if (mechanism.isEmpty()) {
        exception.remove("mechanism");
      } else if (Texts.member(mechanism, "type") == null) {
        mechanism.put("type", "generic");
      }
    }
    Stacktraces.normalize(exception);
    return true;
  }

  /** A value {@code word:rest} without a type, as old SDKs wrote both in one. */
  private static void splitType(ObjectNode exception) {
    String value = Texts.member(exception, "value");
    if (Texts.member(exception, "type") != null || value == null) {
      return;
    }
    int colon = value.indexOf(':');
    if (colon > 0
        && value.indexOf('\n') < 0
        && value.substring(0, colon).codePoints().allMatch(Exceptions::isWordCharacter)) {
      exception.put("type", value.substring(0, colon));
      exception.put("value", value.substring(colon + 1).strip());
    }
  }

  private static boolean isWordCharacter(int c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** The only exception takes the event's stack trace, in place of its own. */
  private static void moveStacktrace(ObjectNode payload, ArrayNode exceptions) {
    if (exceptions.size() == 1
        && exceptions.get(0) instanceof ObjectNode exception
        && payload.path(STACKTRACE).isObject()) {
      exception.set(STACKTRACE, payload.remove(STACKTRACE));
      Stacktraces.normalize(exception);
    }
  }
}
