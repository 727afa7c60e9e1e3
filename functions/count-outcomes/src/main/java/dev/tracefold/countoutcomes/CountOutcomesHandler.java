package dev.tracefold.countoutcomes;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.deadletter.dynamodb.DynamoFailureReasons;
import dev.tracefold.lambda.QueueFunction;
import dev.tracefold.lambda.QueueMessages;
import dev.tracefold.lambda.Rehearsal;
import dev.tracefold.metric.MetricLog;
import dev.tracefold.metric.Metrics;
import dev.tracefold.rejection.sqs.SqsRejectedQueue;
import dev.tracefold.usage.OutcomeCounting;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Counts the outcomes of an SQS batch. */
public final class CountOutcomesHandler implements QueueFunction {

  private final OutcomeCounting counting;
  private final MetricLog log;

  /** For Lambda: everything as the environment says. */
  public CountOutcomesHandler() {
    this(System.getenv());
    rehearsal(Settings.of(System.getenv())).register();
  }

  /** For the local run, where one JVM holds every function: everything as these variables say. */
  public CountOutcomesHandler(Map<String, String> environment) {
    this(Settings.of(environment), new AwsClients(), Clock.systemUTC(), System.out::println);
  }

  /** With the given settings, clients and time, and a place for lines of metrics. */
  public CountOutcomesHandler(
      Settings settings, AwsClients clients, Clock clock, Consumer<String> log) {
    this.counting =
        new OutcomeCounting(
            new DynamoUsageCounters(
                clients.dynamoDb(), settings.usageTable(), clock, settings.retention()),
            new SqsRejectedQueue(clients.sqs(), settings.rejectedQueueUrl()),
            new DynamoFailureReasons(clients.dynamoDb(), settings.usageTable(), clock));
    this.log = new MetricLog(settings.metricDetail(), clock, log);
  }

  static Rehearsal rehearsal(Settings settings) {
    return new Rehearsal(
        CountOutcomesHandler.class,
        settings.usageTable(),
        clients -> new CountOutcomesHandler(settings, clients, Clock.systemUTC(), line -> {}));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<OutcomeCounting.Message> batch =
        QueueMessages.of(event).stream()
            .map(
                message ->
                    new OutcomeCounting.Message(
                        message.getMessageId(),
                        QueueMessages.body(message),
                        QueueMessages.deliveries(message)))
            .toList();
    Metrics metrics = new Metrics();
    Set<String> again = counting.count(batch, metrics);
    log.print(metrics);
    return new SQSBatchResponse(again.stream().map(BatchItemFailure::new).toList());
  }
}
