package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tags as pairs of key and value (event-saving 3.2): the first of a key counts. */
final class Tags {

  private static final int KEY_LENGTH_MAX = 32;
  private static final int VALUE_LENGTH_MAX = 200;

  /** More than any SDK sets; each becomes a counter of its issue. */
  private static final int TAGS_MAX = 200;

  /** What Sentry derives itself, and so takes from nobody. */
  private static final Set<String> DERIVED =
      Set.of("release", "dist", "user", "filename", "function");

  private final ObjectNode payload;
  private final EventErrors errors;
  private final ArrayNode tags = JsonNodeFactory.instance.arrayNode();
  private final Set<String> keys = new HashSet<>();

  private Tags(ObjectNode payload, EventErrors errors) {
    this.payload = payload;
    this.errors = errors;
  }

  static void normalize(ObjectNode payload, EventErrors errors) {
    new Tags(payload, errors).normalize();
  }

  private void normalize() {
    JsonNode sent = payload.path("tags");
    if (sent instanceof ObjectNode map) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      map.properties().forEach(tag -> sorted.put(tag.getKey(), tag.getValue()));
      int index = 0;
      for (var tag : sorted.entrySet()) {
        add(JsonNodeFactory.instance.textNode(tag.getKey()), tag.getValue(), index++);
      }
    } else if (sent.isArray()) {
      for (int i = 0; i < sent.size(); i++) {
        JsonNode pair = sent.get(i);
        if (pair.isArray() && pair.size() == 2) {
          add(pair.get(0), pair.get(1), i);
        } else {
          errors.add(EventErrors.INVALID_DATA, "tags." + i, pair);
          tags.addNull();
        }
      }
    }
    moveIntoTags("server_name");
    moveIntoTags("site");
    payload.set("tags", tags);
  }

  private void add(JsonNode sentKey, JsonNode sentValue, int index) {
    String key = key(sentKey, index);
    String value = value(sentValue, index);
    if (key != null && key.equals("environment")) {
      if (value != null && payload.path("environment").isMissingNode()) {
        payload.put("environment", value);
      }
      return;
    }
    if (tags.size() >= TAGS_MAX || (key != null && (DERIVED.contains(key) || !keys.add(key)))) {
      return;
    }
    tags.addArray().add(key).add(value);
  }

  private @Nullable String key(JsonNode sent, int index) {
    String text = Texts.scalar(sent);
    String key = text == null ? "" : text.strip().replace(' ', '-');
    if (key.isEmpty()
        || key.length() > KEY_LENGTH_MAX
        || !key.chars().allMatch(Tags::isKeyCharacter)) {
      errors.add(EventErrors.INVALID_DATA, "tags." + index + ".0", sent);
      return null;
    }
    return key;
  }

  private @Nullable String value(JsonNode sent, int index) {
    String text = Texts.scalar(sent);
    String value = text == null ? "" : text.strip();
    if (value.isEmpty() || Texts.length(value) > VALUE_LENGTH_MAX || value.indexOf('\n') >= 0) {
      errors.add(EventErrors.INVALID_DATA, "tags." + index + ".1", sent);
      return null;
    }
    return value;
  }

  private void moveIntoTags(String name) {
    JsonNode sent = payload.remove(name);
    if (sent != null && sent.isTextual() && !sent.textValue().isBlank() && keys.add(name)) {
      tags.addArray().add(name).add(Texts.cut(sent.textValue().strip(), VALUE_LENGTH_MAX));
    }
  }

  private static boolean isKeyCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_.:-".indexOf(c) >= 0;
  }
}
