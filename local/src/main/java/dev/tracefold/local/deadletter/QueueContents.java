package dev.tracefold.local.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Looks through a queue that nothing consumes. SQS has no other way than to receive the messages,
 * which hides them for a moment; those that are not taken show again at once.
 */
final class QueueContents {

  /** Name of the message attribute in which a redrive notes when the message was first sent. */
  static final String FIRST_SENT_ATTRIBUTE = "first_sent";

  /** Long enough to look through a queue of thousands. */
  private static final int HIDDEN_SECONDS = 60;

  /** SQS's limit of messages in one call. */
  private static final int MESSAGES_MAX = 10;

  private final SqsClient sqs;
  private final String queueUrl;

  QueueContents(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Shows each message to a visitor, once.
   *
   * @param most messages to be shown
   * @param visitor answers whether it has dealt with the message, which then leaves the queue
   */
  void visit(int most, Predicate<Message> visitor) {
    List<Message> left = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try {
      while (seen.size() < most) {
        List<Message> received = receive(Math.min(MESSAGES_MAX, most - seen.size()));
        List<Message> fresh =
            received.stream().filter(message -> !seen.contains(message.messageId())).toList();
        if (fresh.isEmpty()) {
          left.addAll(received);
          return;
        }
        for (Message message : fresh) {
          seen.add(message.messageId());
          left.add(message);
          if (visitor.test(message)) {
            sqs.deleteMessage(
                request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            left.removeLast();
          }
        }
      }
    } finally {
      show(left);
    }
  }

  /** When a message was first put on a queue; a redrive does not make it younger. */
  static Instant sentAt(Message message) {
    String millis = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
    Instant sent = millis == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(millis));
    long first = number(message, FIRST_SENT_ATTRIBUTE);
    return first > 0 && first < sent.toEpochMilli() ? Instant.ofEpochMilli(first) : sent;
  }

  /** The number in an attribute of ours; 0 where there is none, or something else. */
  static long number(Message message, String name) {
    String text = attribute(message, name);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  /** The value of an attribute of ours, or nothing where the message has none. */
  static String attribute(Message message, String name) {
    MessageAttributeValue value = message.messageAttributes().get(name);
    return value == null || value.stringValue() == null ? "" : value.stringValue();
  }

  private List<Message> receive(int most) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(queueUrl)
                    .maxNumberOfMessages(most)
                    .visibilityTimeout(HIDDEN_SECONDS)
                    .waitTimeSeconds(1)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private void show(List<Message> hidden) {
    for (int from = 0; from < hidden.size(); from += MESSAGES_MAX) {
      List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
      for (Message message : hidden.subList(from, Math.min(hidden.size(), from + MESSAGES_MAX))) {
        entries.add(
            ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(0)
                .build());
      }
      sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queueUrl).entries(entries));
    }
  }
}
