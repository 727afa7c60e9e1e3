package dev.tracefold.grouping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;

/** Compact JSON of ASCII characters only, as dumps show values (grouping 23.2). */
final class AsciiJson {

  private AsciiJson() {}

  /** A tree of a few levels, in which numbers are finite. */
  static String of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        StringJoiner members = new StringJoiner(",", "{", "}");
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          members.add(quoted(member.getKey()) + ":" + of(member.getValue()));
        }
        yield members.toString();
      }
      case ARRAY -> {
        StringJoiner elements = new StringJoiner(",", "[", "]");
        node.forEach(element -> elements.add(of(element)));
        yield elements.toString();
      }
      case STRING -> quoted(node.textValue());
      case BOOLEAN, NUMBER, NULL, BINARY, POJO, MISSING -> node.asText();
    };
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        default -> {
          if (c >= ' ' && c <= '~') {
            quoted.append(c);
          } else {
            quoted.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
