package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.text.UnicodeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one event while they are being changed (event-saving 6.2).
 *
 * <p>Entries that are no pair are kept where they are, and otherwise ignored. Changing a tag takes
 * constant time, because the payload decides how many there are.
 */
public final class EventTags {

  /** Longest value that is stored; a longer one is cut and ends in three full stops. */
  public static final int VALUE_LENGTH_MAX = 200;

  /** A tag as people and rules see it. */
  public record Pair(String key, String value) {}

  /** All entries by a number that only grows, so that removing one moves no other. */
  private final Map<Integer, JsonNode> entries = new LinkedHashMap<>();

  private final Map<String, List<Integer>> places = new HashMap<>();
  private int next;

  private EventTags() {}

  /** The tags of a payload, which stays as it is; none if it has no list of them. */
  public static EventTags of(ObjectNode payload) {
    EventTags tags = new EventTags();
    JsonNode list = payload.path("tags");
    if (list.isArray()) {
      for (JsonNode entry : list) {
        tags.append(entry);
      }
    }
    return tags;
  }

  /** Removes every tag of this key. */
  public void pop(String key) {
    List<Integer> removed = places.remove(key);
    if (removed != null) {
      removed.forEach(entries::remove);
    }
  }

  /** Replaces every tag of this key by one at the end of the list; null only removes. */
  public void set(String key, @Nullable String value) {
    pop(key);
    if (value != null) {
      ArrayNode pair = JsonNodeFactory.instance.arrayNode(2);
      append(pair.add(key).add(UnicodeText.truncate(value, VALUE_LENGTH_MAX)));
    }
  }

  /** Sets a tag that the event has no value of, unless the value is null, empty or too long. */
  void offer(String key, @Nullable String value) {
    if (value != null
        && !value.isEmpty()
        && !UnicodeText.isLongerThan(value, VALUE_LENGTH_MAX)
        && get(key) == null) {
      set(key, value);
    }
  }

  /** The value of the first tag of this key; null if there is no such tag or it has no value. */
  public @Nullable String get(String key) {
    List<Integer> found = places.get(key);
    JsonNode entry = found == null ? null : entries.get(found.get(0));
    return entry == null ? null : text(entry.get(1));
  }

  /** The tags that have a key and a value, sorted by key and then by value. */
  public List<Pair> sorted() {
    return pairs(entries.values());
  }

  /** The values that are not empty by their keys; of a key that comes twice the first. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Pair pair : sorted()) {
      if (!pair.value().isEmpty()) {
        values.putIfAbsent(pair.key(), pair.value());
      }
    }
    return values;
  }

  /** Writes the tags into the payload, in their order. */
  public void writeTo(ObjectNode payload) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(entries.size());
    list.addAll(entries.values());
    payload.set("tags", list);
  }

  private void append(JsonNode entry) {
    String key = isPair(entry) ? text(entry.get(0)) : null;
    if (key != null) {
      places.computeIfAbsent(key, k -> new ArrayList<>(1)).add(next);
    }
    entries.put(next, entry);
    next++;
  }

  private static List<Pair> pairs(Collection<JsonNode> entries) {
    List<Pair> pairs = new ArrayList<>(entries.size());
    for (JsonNode entry : entries) {
      String key = isPair(entry) ? text(entry.get(0)) : null;
      String value = key == null ? null : text(entry.get(1));
      if (key != null && value != null) {
        pairs.add(new Pair(key, value));
      }
    }
    pairs.sort(
        (a, b) -> {
          int byKey = a.key().compareTo(b.key());
          return byKey != 0 ? byKey : a.value().compareTo(b.value());
        });
    return List.copyOf(pairs);
  }

  private static boolean isPair(JsonNode entry) {
    return entry.isArray() && entry.size() == 2;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() || node.isNumber() || node.isBoolean() ? node.asText() : null;
  }
}
