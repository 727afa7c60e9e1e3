package dev.tracefold.metric;

import java.util.List;

/** How many series the metrics may make; CloudWatch charges for each. */
public enum MetricDetail {
  /** No metrics. */
  NONE,
  /** The metrics that say whether all is well: about ten series. */
  FEW,
  /** Every metric with all of its tags: some hundred series at the most. */
  ALL;

  /**
   * The detail that a setting names.
   *
   * @throws IllegalArgumentException if it names none; the message says what was expected
   */
  public static MetricDetail of(String name) {
    for (MetricDetail detail : values()) {
      if (detail.name().equals(name)) {
        return detail;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no detail of metrics; expected one of %s".formatted(name, List.of(values())));
  }

  boolean includes(MetricDetail least) {
    return compareTo(least) >= 0;
  }
}
