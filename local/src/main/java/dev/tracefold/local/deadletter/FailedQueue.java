package dev.tracefold.local.deadletter;

import java.util.Locale;
import java.util.Optional;

/** A queue whose messages may fail, or be rejected by the function that consumes it. */
enum FailedQueue {
  EVENTS("EventsQueue", "EventsDeadLetterQueue", "save-events", "EventsTable"),
  ATTACHMENTS("AttachmentsQueue", "AttachmentsDeadLetterQueue", "save-attachments", "EventsTable"),
  OUTCOMES("OutcomesQueue", "OutcomesDeadLetterQueue", "count-outcomes", "UsageTable");

  private final String id;
  private final String deadLetterId;
  private final String consumer;
  private final String reasonsTableId;

  FailedQueue(String id, String deadLetterId, String consumer, String reasonsTableId) {
    this.id = id;
    this.deadLetterId = deadLetterId;
    this.consumer = consumer;
    this.reasonsTableId = reasonsTableId;
  }

  /** The queue whose messages this function takes. */
  static Optional<FailedQueue> ofConsumer(String function) {
    for (FailedQueue queue : values()) {
      if (queue.consumer.equals(function)) {
        return Optional.of(queue);
      }
    }
    return Optional.empty();
  }

  /** Its logical id. */
  String id() {
    return id;
  }

  /** The logical id of its dead-letter queue. */
  String deadLetterId() {
    return deadLetterId;
  }

  /** The logical id of the table in which its consumer notes why messages failed. */
  String reasonsTableId() {
    return reasonsTableId;
  }

  /** Its name for people. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
