package dev.tracefold.saveattachments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tracefold.attachment.AttachmentSaving;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.attachment.s3.S3AttachmentStore;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.deadletter.dynamodb.DynamoFailureReasons;
import dev.tracefold.metric.MetricLog;
import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.sqs.SqsOutcomeQueue;
import dev.tracefold.project.CachedProjects;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.rejection.RejectedMessage;
import dev.tracefold.rejection.sqs.SqsRejectedQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Assembles the attachments that an SQS batch asks for. */
public final class SaveAttachmentsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final AttachmentSaving saving;
  private final MetricLog log;

  /** For Lambda: everything as the environment says. */
  public SaveAttachmentsHandler() {
    this(System.getenv());
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

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<AttachmentSaving.Message> batch =
        Objects.requireNonNullElse(event.getRecords(), List.<SQSMessage>of()).stream()
            .map(SaveAttachmentsHandler::message)
            .toList();
    Metrics metrics = new Metrics();
    Set<String> again =
        saving.save(batch, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), metrics);
    log.print(metrics);
    return new SQSBatchResponse(again.stream().map(BatchItemFailure::new).toList());
  }

  private static AttachmentSaving.Message message(SQSMessage message) {
    return new AttachmentSaving.Message(
        message.getMessageId(),
        Objects.requireNonNullElse(message.getBody(), ""),
        attribute(message, "ApproximateReceiveCount").map(Integer::valueOf).orElse(1),
        attribute(message, "SentTimestamp")
            .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
            .orElse(Instant.EPOCH),
        Optional.ofNullable(message.getMessageAttributes())
            .map(attributes -> attributes.get(RejectedMessage.REACCEPTANCES_ATTRIBUTE))
            .map(attribute -> RejectedMessage.reacceptances(attribute.getStringValue()))
            .orElse(0));
  }

  private static Optional<String> attribute(SQSMessage message, String name) {
    return Optional.ofNullable(message.getAttributes()).map(attributes -> attributes.get(name));
  }
}
