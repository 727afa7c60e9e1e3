package dev.tracefold.ratelimit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How many items are let in: as many at once as the bucket holds, which fills again evenly.
 *
 * @param count that the bucket holds; 0 lets nothing in
 * @param window in which an empty bucket is full again: whole seconds up to {@link #WINDOW_MAX}
 */
public record RateLimit(long count, Duration window) {

  /** A longer wait is better said by disabling the key. */
  public static final Duration WINDOW_MAX = Duration.ofDays(1);

  /** No function takes as many; times of single items are counted in whole microseconds. */
  public static final long COUNT_MAX = 1_000_000;

  public RateLimit {
    Objects.requireNonNull(window, "window");
    if (count < 0 || count > COUNT_MAX) {
      throw new IllegalArgumentException(
          "a rate limit of %d items; expected 0 to %d".formatted(count, COUNT_MAX));
    }
    if (window.toSeconds() < 1 || window.compareTo(WINDOW_MAX) > 0) {
      throw new IllegalArgumentException(
          "a rate limit's window of %s; expected 1 second to %s".formatted(window, WINDOW_MAX));
    }
  }

  /** Reads {@code {"count": 100, "window": 60}}, the window in seconds; empty if it is no limit. */
  public static Optional<RateLimit> read(JsonNode json) {
    JsonNode count = json.path("count");
    JsonNode window = json.path("window");
    boolean sound =
        count.isIntegralNumber()
            && count.canConvertToLong()
            && count.longValue() >= 0
            && count.longValue() <= COUNT_MAX
            && window.isIntegralNumber()
            && window.canConvertToInt()
            && window.intValue() >= 1
            && window.intValue() <= WINDOW_MAX.toSeconds();
    return sound
        ? Optional.of(new RateLimit(count.longValue(), Duration.ofSeconds(window.intValue())))
        : Optional.empty();
  }

  long windowMicros() {
    return window.toSeconds() * 1_000_000;
  }

  /** How long it takes until there is room for one more. */
  long itemMicros() {
    return windowMicros() / count;
  }

  /** {@code 100/60s}. */
  @Override
  public String toString() {
    return count + "/" + window.toSeconds() + "s";
  }
}
