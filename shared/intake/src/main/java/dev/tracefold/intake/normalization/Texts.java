package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Lengths of texts, in code points, and texts among JSON. */
final class Texts {

  private static final String ELLIPSIS = "...";

  private Texts() {}

  /** A text longer than the limit becomes its beginning and three full stops. */
  static String cut(String text, int lengthMax) {
    return cut(text, lengthMax, 0);
  }

  /** Like {@link #cut(String, int)}, but only texts that exceed the limit by the allowance. */
  static String cut(String text, int lengthMax, int allowance) {
    if (text.length() <= lengthMax || length(text) <= lengthMax + allowance) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, lengthMax - ELLIPSIS.length())) + ELLIPSIS;
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Cuts a member if it is a text. */
  static void cutMember(ObjectNode object, String name, int lengthMax, int allowance) {
    JsonNode value = object.get(name);
    if (value != null && value.isTextual()) {
      String text = value.textValue();
      String shorter = cut(text, lengthMax, allowance);
      if (shorter.length() != text.length()) {
        object.put(name, shorter);
      }
    }
  }

  /** Removes and names a member that is no text; null is only removed. */
  static void keepText(ObjectNode object, String name, EventErrors errors) {
    JsonNode value = object.get(name);
    if (value != null && !value.isTextual()) {
      object.remove(name);
      if (!value.isNull()) {
        errors.add(EventErrors.INVALID_DATA, name, value);
      }
    }
  }

  /** A member that is a text and not empty, else null. */
  static @Nullable String member(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && value.isTextual() && !value.textValue().isEmpty()
        ? value.textValue()
        : null;
  }

  /** A text, a number or a boolean as text, the latter as {@code True} or {@code False}. */
  static @Nullable String scalar(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "True" : "False";
    }
    return value.isNumber() ? value.asText() : null;
  }

  /** Removes what is null, empty text or missing. */
  static void dropEmpty(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    if (value != null && (value.isNull() || (value.isTextual() && value.textValue().isEmpty()))) {
      object.remove(name);
    }
  }
}
