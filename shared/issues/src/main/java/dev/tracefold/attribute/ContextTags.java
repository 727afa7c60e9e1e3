package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/** Tags that follow from the contexts of an event (event-saving 6.4). */
final class ContextTags {

  private ContextTags() {}

  /** Sets the tags of every context, in the order of the payload. */
  static void write(JsonNode contexts, EventTags tags) {
    contexts
        .properties()
        .forEach(
            context -> {
              if (context.getValue().isObject()) {
                write(context.getKey(), context.getValue(), tags);
              }
            });
  }

  /** A context's type is its own word, or else the key under which it stands. */
  private static void write(String alias, JsonNode context, EventTags tags) {
    String named = context.path("type").textValue();
    String type = named == null ? alias : named;
    switch (type) {
      case "app" -> set(tags, alias + ".device", field(context, "device_app_hash"));
      case "device" -> {
        set(tags, alias, field(context, "model"));
        set(tags, alias + ".family", field(context, "family"));
      }
      case "runtime", "browser" -> writeProduct(alias, context, tags);
      case "os" -> {
        writeProduct(alias, context, tags);
        set(tags, alias + ".rooted", field(context, "rooted"));
      }
      case "gpu" -> {
        set(tags, alias + ".name", field(context, "name"));
        set(tags, alias + ".vendor", field(context, "vendor_name"));
      }
      case "monitor" -> set(tags, alias + ".id", field(context, "id"));
      default -> {}
    }
  }

  private static void writeProduct(String alias, JsonNode context, EventTags tags) {
    String name = field(context, "name");
    String version = field(context, "version");
    if (name != null && version != null) {
      set(tags, alias, name + " " + version);
    }
    set(tags, alias + ".name", name);
  }

  private static void set(EventTags tags, String key, @Nullable String value) {
    String stripped = value == null ? "" : UnicodeText.strip(value);
    if (!stripped.isEmpty()) {
      tags.set(key, stripped);
    }
  }

  /** The field as text; null if it is absent, null, or no single value. */
  private static @Nullable String field(JsonNode context, String name) {
    JsonNode node = context.path(name);
    if (node.isBoolean()) {
      return node.booleanValue() ? "yes" : "no";
    }
    return node.isTextual() || node.isNumber() ? node.asText() : null;
  }
}
