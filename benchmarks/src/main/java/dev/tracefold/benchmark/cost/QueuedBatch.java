package dev.tracefold.benchmark.cost;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tracefold.aws.MessageSender;

/**
 * What a batch of messages costs on its queue before and after the function: the producer's send,
 * the receive by Lambda, and the delete, ten messages at a time and at most 1 MiB.
 */
final class QueuedBatch {

  private QueuedBatch() {}

  static Consumption of(SQSEvent batch) {
    return receivedAndDeleted(batch).plus(sent(batch));
  }

  /** For messages whose send is counted elsewhere. */
  static Consumption receivedAndDeleted(SQSEvent batch) {
    Consumption sent = sent(batch);
    long deletes = Math.ceilDiv(batch.getRecords().size(), MessageSender.MESSAGES_MAX);
    return Consumption.ofBilledRequests(sent.queueRequests() + deletes, 0);
  }

  private static Consumption sent(SQSEvent batch) {
    double requests = 0;
    double allBytes = 0;
    int messages = 0;
    long bytes = 0;
    for (SQSMessage message : batch.getRecords()) {
      long more = QueueBytes.of(message.getBody());
      if (messages == MessageSender.MESSAGES_MAX || bytes + more > MessageSender.BYTES_MAX) {
        requests += Prices.queueRequests(bytes);
        messages = 0;
        bytes = 0;
      }
      messages++;
      bytes += more;
      allBytes += more;
    }
    return Consumption.ofBilledRequests(requests + Prices.queueRequests(bytes), allBytes);
  }
}
