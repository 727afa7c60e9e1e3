package dev.tracefold.benchmark.cost;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The size of a message as SQS counts it: body and attributes. */
final class QueueBytes {

  private QueueBytes() {}

  static long of(SendMessageBatchRequestEntry entry) {
    return of(entry.messageBody())
        + entry.messageAttributes().entrySet().stream()
            .mapToLong(
                attribute ->
                    of(attribute.getKey())
                        + of(attribute.getValue().dataType())
                        + of(attribute.getValue().stringValue()))
            .sum();
  }

  static long of(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
