package dev.tracefold.saveattachments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.attachment.AttachmentSaving;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.attachment.s3.S3AttachmentStore;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.deadletter.dynamodb.DynamoFailureReasons;
import dev.tracefold.lambda.QueueFunction;
import dev.tracefold.lambda.QueueMessages;
import dev.tracefold.lambda.Rehearsal;
import dev.tracefold.metric.MetricLog;
import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.sqs.SqsOutcomeQueue;
import dev.tracefold.project.CachedProjects;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.rejection.sqs.SqsRejectedQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Assembles the attachments that an SQS batch asks for. */
public final class SaveAttachmentsHandler implements QueueFunction {

  private final AttachmentSaving saving;
  private final MetricLog log;

  /** For Lambda: everything as the environment says. */
  public SaveAttachmentsHandler() {
    this(System.getenv());
    rehearsal(Settings.of(System.getenv())).register();
  }

  /** For the local run, where one JVM holds every function: everything as these variables say. */
  public SaveAttachmentsHandler(Map<String, String> environment) {
    this(Settings.of(environment), new AwsClients(), Clock.systemUTC(), System.out::println);
  }

  /** With the given settings, clients and time, and a place for lines of metrics. */
  public SaveAttachmentsHandler(
      Settings settings, AwsClients clients, Clock clock, Consumer<String> log) {
    DynamoDbClient dynamoDb = clients.dynamoDb();
    SqsClient sqs = clients.sqs();
    this.saving =
        new AttachmentSaving(
            new CachedProjects(new DynamoProjects(dynamoDb, settings.projectsTable()), clock),
            new DynamoAttachmentRecords(dynamoDb, settings.eventsTable(), settings.retention()),
            new S3AttachmentStore(clients.s3(), settings.bucket()),
            new SqsOutcomeQueue(sqs, settings.outcomesQueueUrl()),
            new SqsRejectedQueue(sqs, settings.rejectedQueueUrl()),
            new DynamoFailureReasons(dynamoDb, settings.eventsTable(), clock),
            clock);
    this.log = new MetricLog(settings.metricDetail(), clock, log);
  }

  static Rehearsal rehearsal(Settings settings) {
    return new Rehearsal(
        SaveAttachmentsHandler.class,
        settings.projectsTable(),
        clients -> new SaveAttachmentsHandler(settings, clients, Clock.systemUTC(), line -> {}));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<AttachmentSaving.Message> batch =
        QueueMessages.of(event).stream()
            .map(
                message ->
                    new AttachmentSaving.Message(
                        message.getMessageId(),
                        QueueMessages.body(message),
                        QueueMessages.deliveries(message),
                        QueueMessages.sent(message),
                        QueueMessages.reacceptances(message)))
            .toList();
    Metrics metrics = new Metrics();
    Set<String> again =
        saving.save(batch, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), metrics);
    log.print(metrics);
    return new SQSBatchResponse(again.stream().map(BatchItemFailure::new).toList());
  }
}
