package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;

/** Tree labels as they stand in payloads and metadata (event-saving 9.17 and 10.3). */
final class TreeLabelText {

  /** How many parts a title shows. */
  private static final int SHOWN_PARTS_MAX = 2;

  private TreeLabelText() {}

  /** The label cut to what a title shows; a JSON null if it is none. */
  static JsonNode shown(JsonNode label) {
    if (!label.isArray()) {
      return NullNode.getInstance();
    }
    ArrayNode shown = JsonNodeFactory.instance.arrayNode(SHOWN_PARTS_MAX);
    for (int i = 0; i < Math.min(SHOWN_PARTS_MAX, label.size()); i++) {
      shown.add(label.get(i));
    }
    return shown;
  }

  /** The label's text, such as {@code foo | bar}; empty if it has no parts. */
  static String text(JsonNode label) {
    List<String> parts = new ArrayList<>(label.size());
    for (JsonNode part : label) {
      parts.add(part.isTextual() ? part.textValue() : part(part));
    }
    return String.join(" | ", parts);
  }

  private static String part(JsonNode part) {
    String name = firstFilled(part, "function", "package", "filebase", "type");
    String base = part.path("classbase").asText("");
    if (base.isEmpty()) {
      return name.isEmpty() ? "<unknown>" : name;
    }
    return name.isEmpty() ? base : base + "." + name;
  }

  private static String firstFilled(JsonNode part, String... names) {
    for (String name : names) {
      String text = part.path(name).asText("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }
}
