package dev.tracefold.benchmark.cost;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item as DynamoDB counts it: names and values in UTF-8, numbers two digits a byte.
 */
final class ItemBytes {

  /** Bytes of a write unit. */
  private static final int UNIT = 1024;

  private ItemBytes() {}

  /** Write units of an item, were it written outside a transaction. */
  static long writeUnits(Map<String, AttributeValue> item) {
    return Math.max(1, (of(item) + UNIT - 1) / UNIT);
  }

  static long of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToLong(attribute -> utf8(attribute.getKey()) + of(attribute.getValue()))
        .sum();
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> (value.n().length() + 1) / 2 + 1;
      case B -> value.b().asByteArrayUnsafe().length;
      case BOOL, NUL -> 1;
      case SS, NS, BS, M, L, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("items of Tracefold's have no " + value.type());
    };
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
