package dev.tracefold.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.payload.PayloadPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The events that one attempt counted for one hash: where each lies, and how often the values of
 * their tags came. One stored row per hash and batch, compressed, is both the issue's list of
 * events and the source of its tags' distribution.
 *
 * @param entries in no particular order
 * @param tags by key and value how many of the entries have it; per key the {@link #VALUES_MAX}
 *     most frequent values, fewer where all together have more than {@link #TAGS_BYTES_MAX}, the
 *     rest under {@link #OTHER}
 */
public record EventList(List<Entry> entries, Map<String, Map<String, Integer>> tags) {

  /** Values of one tag in one row; more than that are no distribution but a list. */
  public static final int VALUES_MAX = 50;

  /** Keys of tags in one row; those of the most events stay. */
  public static final int KEYS_MAX = 50;

  /**
   * Bytes of keys and values in UTF-8 in one row: those of 32 hashes have to fit into the 4 MB of a
   * transaction beside everything else, however little they can be compressed.
   */
  public static final int TAGS_BYTES_MAX = 64 * 1024;

  /** Stands for the values that were left out. No tag has an empty value. */
  public static final String OTHER = "";

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One event.
   *
   * @param eventId 32 hex digits
   * @param datetime when it happened, to the millisecond
   * @param position where its payload lies
   */
  public record Entry(String eventId, Instant datetime, PayloadPosition position) {}

  public EventList {
    entries = List.copyOf(entries);
    tags = Map.copyOf(tags);
  }

  /** Lists events with the tags of each, as key and value. */
  public static EventList of(List<Entry> entries, List<Map<String, String>> tags) {
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    for (Map<String, String> eventTags : tags) {
      eventTags.forEach(
          (key, value) ->
              counts
                  .computeIfAbsent(key, k -> new LinkedHashMap<>())
                  .merge(value, 1, Integer::sum));
    }
    Map<String, Map<String, Integer>> capped = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted((a, b) -> Integer.compare(total(b.getValue()), total(a.getValue())))
        .limit(KEYS_MAX)
        .forEach(entry -> capped.put(entry.getKey(), capped(entry.getValue())));
    return new EventList(entries, fitted(capped));
  }

  /** One value of a tag, the rank-th of its key. */
  private record Value(String key, String value, int count, int rank) {

    int bytes() {
      return value.getBytes(UTF_8).length;
    }
  }

  /** As many values as there is room for: the most frequent, and of those the first of each key. */
  private static Map<String, Map<String, Integer>> fitted(Map<String, Map<String, Integer>> tags) {
    List<Value> values = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<String, Map<String, Integer>> tag : tags.entrySet()) {
      bytes += tag.getKey().getBytes(UTF_8).length;
      int rank = 0;
      for (Map.Entry<String, Integer> value : tag.getValue().entrySet()) {
        Value next = new Value(tag.getKey(), value.getKey(), value.getValue(), rank++);
        bytes += next.bytes();
        values.add(next);
      }
    }
    if (bytes <= TAGS_BYTES_MAX) {
      return tags;
    }
    values.sort(Comparator.comparingInt(Value::count).thenComparing(Value::rank, reverseOrder()));
    Map<String, Map<String, Integer>> fitted = new LinkedHashMap<>();
    tags.forEach((key, counts) -> fitted.put(key, new LinkedHashMap<>(counts)));
    for (Value rarest : values) {
      if (bytes <= TAGS_BYTES_MAX) {
        break;
      }
      if (!rarest.value().equals(OTHER)) {
        Map<String, Integer> counts = Objects.requireNonNull(fitted.get(rarest.key()));
        counts.remove(rarest.value());
        counts.merge(OTHER, rarest.count(), Integer::sum);
        bytes -= rarest.bytes();
      }
    }
    return fitted;
  }

  /**
   * The list without an event.
   *
   * @param eventTags its tags, which are counted no more; a value that was not among the most
   *     frequent is taken off the others
   */
  public EventList without(String eventId, Map<String, String> eventTags) {
    Map<String, Map<String, Integer>> rest = new LinkedHashMap<>(tags);
    eventTags.forEach(
        (key, value) -> {
          Map<String, Integer> counts = new LinkedHashMap<>(tags.getOrDefault(key, Map.of()));
          counts.computeIfPresent(
              counts.containsKey(value) ? value : OTHER, (v, n) -> n > 1 ? n - 1 : null);
          if (counts.isEmpty()) {
            rest.remove(key);
          } else {
            rest.put(key, counts);
          }
        });
    return new EventList(
        entries.stream().filter(entry -> !entry.eventId().equals(eventId)).toList(), rest);
  }

  /** Compressed bytes, which {@link #read} takes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(new DeflaterOutputStream(bytes))) {
      json.writeStartObject();
      writeEntries(json);
      writeTags(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws UncheckedIOException if the bytes are anything else
   */
  public static EventList read(byte[] bytes) {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      JsonNode json = JsonTree.read(in);
      List<Entry> entries = new ArrayList<>();
      for (JsonNode e : json.path("events")) {
        PayloadPosition position =
            new PayloadPosition(
                json.path("segments").path(e.path(2).asInt()).asText(),
                e.path(3).asLong(),
                e.path(4).asInt());
        entries.add(
            new Entry(e.path(0).asText(), Instant.ofEpochMilli(e.path(1).asLong()), position));
      }
      Map<String, Map<String, Integer>> tags = new LinkedHashMap<>();
      json.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), counts(tag.getValue())));
      return new EventList(entries, tags);
    } catch (IOException e) {
      throw new UncheckedIOException("the list of an issue's events cannot be read", e);
    }
  }

  private void writeEntries(JsonGenerator json) throws IOException {
    List<String> segments = entries.stream().map(e -> e.position().segment()).distinct().toList();
    json.writeArrayFieldStart("segments");
    for (String segment : segments) {
      json.writeString(segment);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (Entry entry : entries) {
      json.writeStartArray();
      json.writeString(entry.eventId());
      json.writeNumber(entry.datetime().toEpochMilli());
      json.writeNumber(segments.indexOf(entry.position().segment()));
      json.writeNumber(entry.position().offset());
      json.writeNumber(entry.position().length());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void writeTags(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("tags");
    for (Map.Entry<String, Map<String, Integer>> tag : tags.entrySet()) {
      json.writeObjectFieldStart(tag.getKey());
      for (Map.Entry<String, Integer> value : tag.getValue().entrySet()) {
        json.writeNumberField(value.getKey(), value.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static Map<String, Integer> counts(JsonNode values) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    values.properties().forEach(value -> counts.put(value.getKey(), value.getValue().asInt()));
    return counts;
  }

  private static Map<String, Integer> capped(Map<String, Integer> counts) {
    if (counts.size() <= VALUES_MAX) {
      return counts;
    }
    Map<String, Integer> kept = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(VALUES_MAX)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    kept.put(OTHER, total(counts) - total(kept));
    return kept;
  }

  private static int total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
