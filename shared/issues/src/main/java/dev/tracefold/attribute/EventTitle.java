package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/** Title and location of an event or issue, from its metadata alone (event-saving 10.1-10.4). */
final class EventTitle {

  private static final int VALUE_LENGTH_MAX = 100;
  private static final String UNTITLED = "<untitled>";

  private EventTitle() {}

  /** The title that people see; never empty, unless a custom title is. */
  static String of(EventType type, JsonNode metadata) {
    String title = metadata.path("title").textValue();
    return switch (type) {
      case CSP, HPKP, EXPECT_CT, EXPECT_STAPLE -> {
        String message = metadata.path("message").asText("");
        yield firstFilled(message, firstFilled(title, UNTITLED));
      }
      case DEFAULT, TRANSACTION -> title == null ? UNTITLED : title;
      case ERROR -> title == null ? firstFilled(ofError(metadata), UNTITLED) : title;
    };
  }

  /** Where it happened: a file, a host or a transaction; null if the metadata does not say. */
  static @Nullable String location(EventType type, JsonNode metadata) {
    return switch (type) {
      case DEFAULT -> null;
      case ERROR -> metadata.path("filename").textValue();
      case CSP, HPKP, EXPECT_CT, EXPECT_STAPLE -> {
        String uri = metadata.path("uri").asText("");
        yield uri.isEmpty() ? metadata.path("origin").textValue() : uri;
      }
      case TRANSACTION -> metadata.path("location").textValue();
    };
  }

  private static String ofError(JsonNode metadata) {
    String base = base(metadata);
    JsonNode labelled = metadata.path("display_title_with_tree_label");
    if (labelled.isBoolean() && !labelled.booleanValue()) {
      return firstFilled(base, functionOrUnknown(metadata));
    }
    String label = label(metadata);
    if (base == null) {
      return firstFilled(label, functionOrUnknown(metadata));
    }
    return label.isEmpty() ? base : base + " | " + label;
  }

  /** Type and value; null without a type, while an empty type is one. */
  private static @Nullable String base(JsonNode metadata) {
    String type = metadata.path("type").textValue();
    String value = metadata.path("value").asText("");
    if (type == null || value.isEmpty()) {
      return type;
    }
    return type + ": " + UnicodeText.truncate(UnicodeText.firstLine(value), VALUE_LENGTH_MAX);
  }

  private static String label(JsonNode metadata) {
    JsonNode current = metadata.path("current_tree_label");
    return TreeLabelText.text(current.isEmpty() ? metadata.path("finest_tree_label") : current);
  }

  private static String functionOrUnknown(JsonNode metadata) {
    return firstFilled(metadata.path("function").textValue(), "<unknown>");
  }

  private static String firstFilled(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }
}
