package dev.tracefold.local.driver;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the driver waits where AWS waits.
 *
 * @param longestWindow the most that a batch is gathered for, however long the template's window
 * @param longestRetry the most that a failed message stays hidden, however long its queue hides it
 */
public record Pace(Duration longestWindow, Duration longestRetry) {

  /** As the template says: what is deployed behaves like this. */
  public static final Pace AS_DEPLOYED = new Pace(Duration.ofDays(1), Duration.ofDays(1));

  /** For people who wait: batches go at once, failures come back within seconds. */
  public static final Pace BRISK = new Pace(Duration.ofMillis(50), Duration.ofSeconds(5));

  public Pace {
    Objects.requireNonNull(longestWindow, "longestWindow");
    Objects.requireNonNull(longestRetry, "longestRetry");
  }

  Duration window(Duration declared) {
    return declared.compareTo(longestWindow) < 0 ? declared : longestWindow;
  }

  /** Whether failed messages come back sooner than their queue says. */
  boolean hurries(Duration visibility) {
    return longestRetry.compareTo(visibility) < 0;
  }
}
