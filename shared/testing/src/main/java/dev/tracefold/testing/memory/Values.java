package dev.tracefold.testing.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;

/** Attribute values as DynamoDB writes them, an object with the type as its only field. */
final class Values {

  /** Texts by their bytes. */
  static final Comparator<String> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private Values() {}

  /** The order of two values of one type. */
  static int compare(JsonNode a, JsonNode b) {
    String type = a.fieldNames().next();
    return switch (type) {
      case "N" -> new BigDecimal(text(a, type)).compareTo(new BigDecimal(text(b, type)));
      case "S" -> BY_BYTES.compare(text(a, type), text(b, type));
      case "B" ->
          Arrays.compareUnsigned(
              Base64.getDecoder().decode(text(a, type)), Base64.getDecoder().decode(text(b, type)));
      default -> text(a, type).compareTo(text(b, type));
    };
  }

  /** How many bytes an item has as DynamoDB counts them; numbers by their digits. */
  static int bytes(JsonNode item) {
    int bytes = 0;
    for (var attribute : item.properties()) {
      bytes += attribute.getKey().getBytes(UTF_8).length;
      String type = attribute.getValue().fieldNames().next();
      String text = text(attribute.getValue(), type);
      bytes +=
          switch (type) {
            case "B" -> text.length() * 3 / 4;
            case "N" -> text.length() / 2 + 1;
            case "BOOL" -> 1;
            default -> text.getBytes(UTF_8).length;
          };
    }
    return bytes;
  }

  private static String text(JsonNode value, String type) {
    return value.path(type).asText();
  }
}
