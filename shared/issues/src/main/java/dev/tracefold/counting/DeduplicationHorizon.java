package dev.tracefold.counting;

import java.time.Duration;

/** How long a redelivery is recognised: counted items are remembered until then. */
public final class DeduplicationHorizon {

  /**
   * Whatever the retention: 14 days in a queue and its dead-letter queue, as many after a redrive,
   * and a week for somebody to look.
   */
  private static final Duration MIN = Duration.ofDays(35);

  private DeduplicationHorizon() {}

  /**
   * The horizon of a system.
   *
   * @param retention how long it keeps its data
   */
  public static Duration of(Duration retention) {
    return retention.compareTo(MIN) < 0 ? MIN : retention;
  }
}
