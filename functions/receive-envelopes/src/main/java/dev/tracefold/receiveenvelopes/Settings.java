package dev.tracefold.receiveenvelopes;

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
    return new Settings(
        required(environment, "PROJECTS_TABLE"),
        required(environment, "USAGE_TABLE"),
        required(environment, "BUCKET"),
        required(environment, "EVENTS_QUEUE_URL"),
        required(environment, "ATTACHMENTS_QUEUE_URL"),
        required(environment, "OUTCOMES_QUEUE_URL"));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          "environment variable " + name + " is not set: see template.yaml for its value");
    }
    return value;
  }
}
