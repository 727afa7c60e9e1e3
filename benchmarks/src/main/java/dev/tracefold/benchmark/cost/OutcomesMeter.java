package dev.tracefold.benchmark.cost;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.countoutcomes.CountOutcomesHandler;
import dev.tracefold.countoutcomes.Settings;
import dev.tracefold.embedded.Stack;
import dev.tracefold.testing.LambdaTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** The outcomes' share of the cost: takes them off their queue and has the function count them. */
final class OutcomesMeter {

  /** The batch size of the function's trigger. */
  private static final int BATCH = 1_000;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Stack stack;
  private final SqsClient sqs = new AwsClients().sqs();

  private final DynamoDbClient reader;

  OutcomesMeter(Stack stack, DynamoDbClient reader) {
    this.stack = stack;
    this.reader = reader;
  }

  /**
   * What counting consumed.
   *
   * @param invocations of the function; parts of one, for batches that more outcomes would fill
   */
  record Counted(
      Consumption consumed, double invocations, double processorMillis, double logBytes) {}

  /** Forgets the outcomes that are there. */
  void discard() {
    receive();
  }

  /** Counts all outcomes that are there. */
  Counted count() {
    CallMeter meter = new CallMeter(reader);
    AtomicLong logged = new AtomicLong();
    CountOutcomesHandler handler =
        new CountOutcomesHandler(
            Settings.of(stack.environment("CountOutcomesFunction")),
            new AwsClients(meter),
            Clock.systemUTC(),
            line -> logged.addAndGet(QueueBytes.of(line)));
    List<SQSMessage> messages = receive();
    ThreadTime time = new ThreadTime();
    Consumption consumed = Consumption.NONE;
    double processor = 0;
    for (int from = 0; from < messages.size(); from += BATCH) {
      SQSEvent batch = new SQSEvent();
      batch.setRecords(messages.subList(from, Math.min(messages.size(), from + BATCH)));
      consumed = consumed.plus(QueuedBatch.receivedAndDeleted(batch));
      double before = time.millis();
      handler.handleRequest(batch, new LambdaTime(TIMEOUT));
      processor += time.millis() - before;
      consumed = consumed.plus(meter.take());
    }
    return new Counted(consumed, (double) messages.size() / BATCH, processor, logged.get());
  }

  private List<SQSMessage> receive() {
    String url = stack.queueUrl("OutcomesQueue");
    List<SQSMessage> all = new ArrayList<>();
    while (true) {
      List<Message> received =
          sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)).messages();
      if (received.isEmpty()) {
        return all;
      }
      for (Message message : received) {
        SQSMessage copy = new SQSMessage();
        copy.setMessageId(message.messageId());
        copy.setBody(message.body());
        copy.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        all.add(copy);
      }
      sqs.deleteMessageBatch(
          request ->
              request
                  .queueUrl(url)
                  .entries(
                      received.stream()
                          .map(
                              message ->
                                  DeleteMessageBatchRequestEntry.builder()
                                      .id(message.messageId())
                                      .receiptHandle(message.receiptHandle())
                                      .build())
                          .toList()));
    }
  }
}
