package dev.tracefold.aws;

import dev.tracefold.metric.MetricDetail;
import java.time.Duration;
import java.util.Map;

/** Typed access to a function's environment variables; what is wrong stops the start, named. */
public final class Environment {

  /** Days that attachments, events and series are kept where nobody said otherwise. */
  private static final long RETENTION_DAYS = 90;

  private final Map<String, String> variables;

  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** A text that has to be there and not empty. */
  public String required(String name) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          "environment variable %s is not set; template.yaml says what it should be"
              .formatted(name));
    }
    return value;
  }

  /** A text that may be missing. */
  public String optional(String name) {
    return variables.getOrDefault(name, "");
  }

  /** {@code RETENTION_DAYS}: how long data is kept, at least a day. */
  public Duration retention() {
    String value = optional("RETENTION_DAYS");
    try {
      long days = value.isEmpty() ? RETENTION_DAYS : Long.parseLong(value);
      if (days >= 1) {
        return Duration.ofDays(days);
      }
    } catch (NumberFormatException e) {
      // Told below, like a number that is too small.
    }
    throw new IllegalStateException(
        "environment variable RETENTION_DAYS is '%s'; expected a number of days from 1 on"
            .formatted(value));
  }

  /** {@code METRIC_DETAIL}: how many series the metrics make. */
  public MetricDetail metricDetail() {
    try {
      return MetricDetail.of(required("METRIC_DETAIL"));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("environment variable METRIC_DETAIL: " + e.getMessage(), e);
    }
  }
}
