package dev.tracefold.local.deadletter;

/** A queue whose messages may fail: its logical id, and that of its dead-letter queue. */
enum FailedQueue {
  EVENTS("EventsQueue", "EventsDeadLetterQueue"),
  ATTACHMENTS("AttachmentsQueue", "AttachmentsDeadLetterQueue"),
  OUTCOMES("OutcomesQueue", "OutcomesDeadLetterQueue");

  private final String id;
  private final String deadLetterId;

  FailedQueue(String id, String deadLetterId) {
    this.id = id;
    this.deadLetterId = deadLetterId;
  }

  String id() {
    return id;
  }

  String deadLetterId() {
    return deadLetterId;
  }
}
