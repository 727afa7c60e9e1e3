package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * JSON values as Python prints them, which search messages contain (event-saving 10.6): people
 * search for what Sentry stored.
 */
final class PythonText {

  private PythonText() {}

  /** The value as text: a text is itself. */
  static String of(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, JsonNode value) {
    switch (value.getNodeType()) {
      case BOOLEAN -> text.append(value.booleanValue() ? "True" : "False");
      case NULL, MISSING -> text.append("None");
      case STRING -> quote(text, value.textValue());
      case ARRAY -> {
        text.append('[');
        String separator = "";
        for (JsonNode element : value) {
          append(text.append(separator), element);
          separator = ", ";
        }
        text.append(']');
      }
      case OBJECT -> {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> member : value.properties()) {
          quote(text.append(separator), member.getKey());
          append(text.append(": "), member.getValue());
          separator = ", ";
        }
        text.append('}');
      }
      case NUMBER, BINARY, POJO -> text.append(value.asText());
    }
  }

  /** Single quotes, or double ones where that saves escaping. */
  private static void quote(StringBuilder text, String value) {
    char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
    text.append(quote);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c == quote) {
            text.append('\\').append(c);
          } else if (c < ' ' || c == 0x7f) {
            text.append("\\x%02x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append(quote);
  }
}
