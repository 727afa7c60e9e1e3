package dev.tracefold.intake.scrubbing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Consumer;

/**
 * Log entries say the same twice, as parameters and in the text that these were put into: what is
 * secret in one of them is secret in both.
 */
final class LogParameters {

  private static final String FORMATTED = "formatted";

  private LogParameters() {}

  /**
   * Scrubs a log entry in place.
   *
   * @param scrubbing of each of its members by itself
   */
  static void scrub(ObjectNode entry, Consumer<ObjectNode> scrubbing) {
    JsonNode before = entry.deepCopy();
    scrubbing.accept(entry);
    JsonNode params = entry.path("params");
    if (!params.isContainerNode() || !entry.path(FORMATTED).isTextual()) {
      return;
    }
    String said = before.path(FORMATTED).textValue();
    String text = entry.path(FORMATTED).textValue();
    JsonNode given = before.path("params");
    if (params instanceof ObjectNode named) {
      for (var member : named.properties()) {
        String value = given.path(member.getKey()).asText();
        boolean gone = !member.getValue().equals(given.get(member.getKey()));
        text = gone ? without(text, value) : text;
      }
      String clean = text;
      named
          .properties()
          .forEach(member -> member.setValue(unlessGone(member.getValue(), said, clean)));
    } else if (params instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, unlessGone(list.get(i), said, text));
      }
    }
    entry.put(FORMATTED, text);
  }

  private static JsonNode unlessGone(JsonNode value, String said, String text) {
    String given = value.isContainerNode() ? "" : value.asText();
    return find(said, given, 0) >= 0 && find(text, given, 0) < 0
        ? TextNode.valueOf(Secrets.FILTERED)
        : value;
  }

  private static String without(String text, String secret) {
    StringBuilder clean = new StringBuilder();
    int copied = 0;
    for (int at = find(text, secret, 0); at >= 0; at = find(text, secret, copied)) {
      clean.append(text, copied, at).append(Secrets.FILTERED);
      copied = at + secret.length();
    }
    return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
  }

  /** Where a value stands by itself, and is not a part of another word; -1 if nowhere. */
  private static int find(String text, String value, int from) {
    int at = value.isEmpty() ? -1 : text.indexOf(value, from);
    while (at >= 0 && !(isEdge(text, at - 1) && isEdge(text, at + value.length()))) {
      at = text.indexOf(value, at + 1);
    }
    return at;
  }

  private static boolean isEdge(String text, int index) {
    return index < 0 || index >= text.length() || !Character.isLetterOrDigit(text.charAt(index));
  }
}
