package dev.tracefold.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was read or written lately, for an hour and in a bounded number, so that an
 * instance does not ask for it again. It is a hint: whoever uses it must be right without it.
 * Thread-safe.
 */
public final class Remembered<V> {

  /** As long as the reference keeps such entries (event-saving 25). */
  private static final Duration AGE_MAX = Duration.ofHours(1);

  private record Kept<V>(V value, long millis) {}

  private final Clock clock;
  private final Map<String, Kept<V>> entries;

  /**
   * @param entriesMax the least recently used entry goes first
   */
  public Remembered(int entriesMax, Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Kept<V>> eldest) {
            return size() > entriesMax;
          }
        };
  }

  /** The key for an item, unlike that of any other. */
  public static String keyOf(String pk, String sk) {
    return pk.length() + "|" + pk + sk;
  }

  /** What is remembered under a key. */
  public synchronized Optional<V> get(String key) {
    Kept<V> entry = entries.get(key);
    if (entry == null || clock.millis() - entry.millis() > AGE_MAX.toMillis()) {
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  /** Remembers a value; null forgets it. */
  public synchronized void put(String key, @Nullable V value) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, new Kept<>(value, clock.millis()));
    }
  }
}
