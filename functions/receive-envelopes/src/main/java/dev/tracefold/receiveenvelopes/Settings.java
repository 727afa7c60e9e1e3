package dev.tracefold.receiveenvelopes;

import dev.tracefold.aws.Environment;
import java.util.Map;

/**
 * What the function reads from its environment, all of it required.
 *
 * @param projectsTable name of the table of projects and keys
 * @param usageTable name of the table in which rate limits count
 * @param bucket whose {@code staging/} part takes large payloads and attachments
 * @param eventsQueueUrl where events go
 * @param attachmentsQueueUrl where attachments without their event go
 * @param outcomesQueueUrl where items go no further
 */
record Settings(
    String projectsTable,
    String usageTable,
    String bucket,
    String eventsQueueUrl,
    String attachmentsQueueUrl,
    String outcomesQueueUrl) {

  /** Reads the environment; a missing or empty name stops the start. */
  static Settings of(Map<String, String> environment) {
    Environment read = new Environment(environment);
    return new Settings(
        read.required("PROJECTS_TABLE"),
        read.required("USAGE_TABLE"),
        read.required("BUCKET"),
        read.required("EVENTS_QUEUE_URL"),
        read.required("ATTACHMENTS_QUEUE_URL"),
        read.required("OUTCOMES_QUEUE_URL"));
  }
}
