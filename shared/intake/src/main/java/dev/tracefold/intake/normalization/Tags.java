package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.text.UnicodeText;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tags as pairs of key and value (event-saving 3.2): the first of a key counts. */
final class Tags {

  private static final int KEY_LENGTH_MAX = 32;
  private static final int VALUE_LENGTH_MAX = 200;

  /** More than any SDK sets; the values of each are kept with its issue. */
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
          if (tags.size() < TAGS_MAX) {
            tags.addNull();
          }
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
      Names.environmentOfTag(payload, value, errors);
      return;
    }
    if (key != null && (DERIVED.contains(key) || !keys.add(key))) {
      return;
    }
    if (tags.size() < TAGS_MAX) {
      tags.addArray().add(key).add(value);
    } else {
      errors.add(EventErrors.VALUE_TOO_LONG, "tags." + index, sentKey);
    }
  }

  private @Nullable String key(JsonNode sent, int index) {
    String text = Texts.scalar(sent);
    String key = text == null ? "" : UnicodeText.strip(text.replace(' ', '-'));
    boolean sound = !key.isEmpty() && key.chars().allMatch(Tags::isKeyCharacter);
    return element(sent, key, sound, KEY_LENGTH_MAX, "tags." + index + ".0");
  }

  private @Nullable String value(JsonNode sent, int index) {
    String text = Texts.scalar(sent);
    String value = text == null ? "" : UnicodeText.strip(text);
    boolean sound = !value.isEmpty() && value.indexOf('\n') < 0;
    return element(sent, value, sound, VALUE_LENGTH_MAX, "tags." + index + ".1");
  }

  /** The text if it may stand in a tag, else null, which is named unless it was sent as such. */
  private @Nullable String element(
      JsonNode sent, String text, boolean sound, int lengthMax, String name) {
    boolean tooLong = UnicodeText.isLongerThan(text, lengthMax);
    if (sound && !tooLong) {
      return text;
    }
    if (!sent.isNull()) {
      errors.add(sound ? EventErrors.VALUE_TOO_LONG : EventErrors.INVALID_DATA, name, sent);
    }
    return null;
  }

  /** In place of a tag of this name, if the event has one too. */
  private void moveIntoTags(String name) {
    JsonNode sent = payload.remove(name);
    String text = sent == null || !sent.isTextual() ? "" : UnicodeText.strip(sent.textValue());
    if (text.isEmpty()) {
      return;
    }
    String value = Texts.cut(text, VALUE_LENGTH_MAX);
    if (!keys.add(name)) {
      for (JsonNode pair : tags) {
        if (pair instanceof ArrayNode tag && tag.get(0).asText().equals(name)) {
          tag.set(1, payload.textNode(value));
          return;
        }
      }
    }
    tags.addArray().add(name).add(value);
  }

  private static boolean isKeyCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_.:-".indexOf(c) >= 0;
  }
}
