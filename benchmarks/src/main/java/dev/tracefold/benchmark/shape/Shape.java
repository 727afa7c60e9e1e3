package dev.tracefold.benchmark.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch consists of.
 *
 * @param events events in a batch
 * @param issues issues that they are of, in turn
 * @param bytes size of each event as JSON
 * @param tags tags that each event has besides its level and release
 * @param users distinct users of a batch; 0 for events without one
 * @param releases distinct releases of a batch; 0 for events without one
 */
public record Shape(int events, int issues, int bytes, int tags, int users, int releases) {

  /** What the queue's trigger can be set to. */
  private static final int EVENTS_MAX = 10_000;

  /** The smallest event of a shape: identity, one frame, context. */
  private static final int BYTES_MIN = 1_500;

  /** Leaves room for the rest of a message of at most 1 MiB. */
  private static final int BYTES_MAX = 1_000_000;

  /** What Lambda takes in one invocation, escaping of the JSON in the JSON aside. */
  private static final long INVOCATION_BYTES_MAX = 6_000_000;

  private static final int TAGS_MAX = 50;

  public Shape {
    check("events", events, 1, EVENTS_MAX);
    check("issues", issues, 1, events);
    check("bytes", bytes, BYTES_MIN, BYTES_MAX);
    check("tags", tags, 0, TAGS_MAX);
    check("users", users, 0, events);
    check("releases", releases, 0, events);
    if ((long) events * bytes > INVOCATION_BYTES_MAX) {
      throw new IllegalArgumentException(
          "found %d events of %d bytes, %.1f MB; an invocation carries %d MB: use fewer or smaller"
              .formatted(
                  events, bytes, (double) events * bytes / 1e6, INVOCATION_BYTES_MAX / 1_000_000));
    }
  }

  /**
   * Reads a shape such as {@code events=100,issues=10}; what is not said is 100 bare events of 8
   * KiB of 10 issues in one release, with fewer issues where there are fewer events.
   *
   * @throws IllegalArgumentException that says what was found and what was expected
   */
  public static Shape parse(String text) {
    Map<String, Integer> fields = new LinkedHashMap<>();
    Map<String, Integer> defaults = defaults();
    for (String part : text.split(",", -1)) {
      String[] pair = part.split("=", -1);
      if (pair.length != 2 || !defaults.containsKey(pair[0])) {
        throw new IllegalArgumentException(
            "found '%s'; expected NAME=NUMBER, where NAME is one of %s"
                .formatted(part, String.join(", ", defaults.keySet())));
      }
      if (fields.put(pair[0], number(pair[0], pair[1])) != null) {
        throw new IllegalArgumentException("found %s twice; expected it once".formatted(pair[0]));
      }
    }
    defaults.forEach(fields::putIfAbsent);
    int events = field(fields, "events");
    int issues = field(fields, "issues");
    return new Shape(
        events,
        text.contains("issues=") ? issues : Math.max(1, Math.min(issues, events)),
        field(fields, "bytes"),
        field(fields, "tags"),
        field(fields, "users"),
        field(fields, "releases"));
  }

  /** The fields by name, in order. */
  public Map<String, Integer> fields() {
    Map<String, Integer> fields = new LinkedHashMap<>();
    fields.put("events", events);
    fields.put("issues", issues);
    fields.put("bytes", bytes);
    fields.put("tags", tags);
    fields.put("users", users);
    fields.put("releases", releases);
    return fields;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    fields().forEach((name, value) -> parts.add(name + "=" + value));
    return String.join(",", parts);
  }

  private static Map<String, Integer> defaults() {
    return new Shape(100, 10, 8192, 0, 0, 1).fields();
  }

  private static int field(Map<String, Integer> fields, String name) {
    return fields.getOrDefault(name, 0);
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(
          "found %s '%s'; expected a whole number".formatted(name, text), none);
    }
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "found %s=%d; expected %d to %d".formatted(name, value, min, max));
    }
  }
}
