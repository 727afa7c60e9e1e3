package dev.tracefold.saveattachments;

import dev.tracefold.aws.Environment;
import dev.tracefold.metric.MetricDetail;
import java.time.Duration;
import java.util.Map;

/**
 * What the function reads from its environment.
 *
 * @param projectsTable name of the table of projects
 * @param eventsTable name of the table of attachment records
 * @param bucket name of the bucket of staged and stored bytes
 * @param outcomesQueueUrl where outcomes go
 * @param rejectedQueueUrl where messages go that are no jobs
 * @param metricDetail how many series the metrics make
 * @param retention how long attachments are kept
 */
public record Settings(
    String projectsTable,
    String eventsTable,
    String bucket,
    String outcomesQueueUrl,
    String rejectedQueueUrl,
    MetricDetail metricDetail,
    Duration retention) {

  /** Reads environment variables; a missing one stops the start. */
  public static Settings of(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    return new Settings(
        environment.required("PROJECTS_TABLE"),
        environment.required("EVENTS_TABLE"),
        environment.required("BUCKET"),
        environment.required("OUTCOMES_QUEUE_URL"),
        environment.required("REJECTED_QUEUE_URL"),
        environment.metricDetail(),
        environment.retention());
  }
}
