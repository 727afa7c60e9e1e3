package dev.tracefold.countoutcomes;

import dev.tracefold.aws.Environment;
import dev.tracefold.metric.MetricDetail;
import java.time.Duration;
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
    String usageTable, String rejectedQueueUrl, MetricDetail metricDetail, Duration retention) {

  /** Reads environment variables; a missing one stops the start. */
  public static Settings of(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    return new Settings(
        environment.required("USAGE_TABLE"),
        environment.required("REJECTED_QUEUE_URL"),
        environment.metricDetail(),
        environment.retention());
  }
}
