package dev.tracefold.countoutcomes;

import dev.tracefold.aws.Environment;
import dev.tracefold.metric.OutcomeMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the function reads from its environment.
 *
 * @param usageTable name of the table of usage counters
 * @param rejectedQueueUrl where messages go that are no outcomes
 * @param metricDetail how many series the metrics make
 * @param retention how long counters are kept
 */
public record Settings(
    String usageTable,
    String rejectedQueueUrl,
    OutcomeMetrics.Detail metricDetail,
    Duration retention) {

  /** Reads environment variables; a missing one stops the start. */
  public static Settings of(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    return new Settings(
        environment.required("USAGE_TABLE"),
        environment.required("REJECTED_QUEUE_URL"),
        metricDetail(environment.required("METRIC_DETAIL")),
        environment.retention());
  }

  private static OutcomeMetrics.Detail metricDetail(String value) {
    for (OutcomeMetrics.Detail detail : OutcomeMetrics.Detail.values()) {
      if (detail.name().equals(value)) {
        return detail;
      }
    }
    throw new IllegalStateException(
        "environment variable METRIC_DETAIL is '%s'; expected one of %s"
            .formatted(value, List.of(OutcomeMetrics.Detail.values())));
  }
}
