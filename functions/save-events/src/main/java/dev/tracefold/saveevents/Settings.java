package dev.tracefold.saveevents;

import dev.tracefold.aws.Environment;
import dev.tracefold.metric.MetricDetail;
import java.time.Duration;
import java.util.Map;

/**
 * What the function reads from its environment.
 *
 * @param projectsTable name of the table of projects
 * @param issuesTable name of the table of issues
 * @param eventsTable name of the table of event records
 * @param usageTable name of the table of usage counters
 * @param bucket name of the bucket of payloads
 * @param attachmentsQueueUrl where attachment jobs go
 * @param outcomesQueueUrl where outcomes go
 * @param rejectedQueueUrl where messages go that can never succeed
 * @param issueStreamQueueUrl where saved events are announced; empty if nobody listens
 * @param metricDetail how many series the metrics make
 * @param retention how long events are kept
 */
public record Settings(
    String projectsTable,
    String issuesTable,
    String eventsTable,
    String usageTable,
    String bucket,
    String attachmentsQueueUrl,
    String outcomesQueueUrl,
    String rejectedQueueUrl,
    String issueStreamQueueUrl,
    MetricDetail metricDetail,
    Duration retention) {

  /** Reads environment variables; a missing one stops the start. */
  public static Settings of(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    return new Settings(
        environment.required("PROJECTS_TABLE"),
        environment.required("ISSUES_TABLE"),
        environment.required("EVENTS_TABLE"),
        environment.required("USAGE_TABLE"),
        environment.required("BUCKET"),
        environment.required("ATTACHMENTS_QUEUE_URL"),
        environment.required("OUTCOMES_QUEUE_URL"),
        environment.required("REJECTED_QUEUE_URL"),
        environment.optional("ISSUE_STREAM_QUEUE_URL"),
        environment.metricDetail(),
        environment.retention());
  }
}
