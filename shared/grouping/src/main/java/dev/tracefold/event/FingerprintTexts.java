package dev.tracefold.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code fingerprint} of a payload as texts (event-saving 3.2). */
public final class FingerprintTexts {

  /** Digits that a number may write out before it is refused: a double has at most 309. */
  private static final int NUMBER_DIGITS_MAX = 400;

  private FingerprintTexts() {}

  /**
   * The elements as texts: numbers are truncated to integers, booleans become {@code True} and
   * {@code False}, anything else that is no text is dropped.
   *
   * @return empty if the node is absent, no list, or without usable elements
   */
  public static List<String> read(@Nullable JsonNode node) {
    if (node == null || !node.isArray()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      String text = text(element);
      if (text != null) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  private static @Nullable String text(JsonNode element) {
    return switch (element.getNodeType()) {
      case STRING -> element.textValue();
      case BOOLEAN -> element.booleanValue() ? "True" : "False";
      case NUMBER -> truncated(element);
      case ARRAY, OBJECT, BINARY, POJO, MISSING, NULL -> null;
    };
  }

  private static @Nullable String truncated(JsonNode number) {
    if (number.isIntegralNumber()) {
      return number.asText();
    }
    if (!Double.isFinite(number.doubleValue())) {
      return null;
    }
    BigDecimal value = number.decimalValue();
    if ((long) value.precision() - value.scale() > NUMBER_DIGITS_MAX) {
      return null;
    }
    return value.setScale(0, RoundingMode.DOWN).toBigInteger().toString();
  }
}
