package dev.tracefold.saveattachments;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.embedded.PolicyGuard;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeReading;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.testing.CrashPoint;
import dev.tracefold.testing.LambdaTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A project with what a model gives, the function on it, and what can be seen after. */
final class SaveAttachmentsWorld {

  private static final AwsClients CLIENTS = clients();

  private final Stack stack;
  private final S3Client s3 = CLIENTS.s3();
  private final SqsClient sqs = CLIENTS.sqs();
  private final DynamoDbClient dynamoDb = CLIENTS.dynamoDb();
  private final AttachmentsModel model;
  private final List<String> metrics = new ArrayList<>();

  SaveAttachmentsWorld(Stack stack, AttachmentsModel model) {
    this.stack = stack;
    this.model = model;
    new DynamoProjects(dynamoDb, stack.table("ProjectsTable"))
        .create(new Project(model.project(), 1, "project", null, true, ProjectOptions.NONE));
    for (AttachmentsModel.Given given : model.given()) {
      for (int i = 0; i < given.staged().size(); i++) {
        String key =
            StagingKeys.chunk(
                given.job().projectId(), given.job().eventId(), given.job().attachment().id(), i);
        byte[] chunk = given.staged().get(i);
        if (chunk.length == 0) {
          continue;
        }
        s3.putObject(
            request -> request.bucket(stack.bucket()).key(key), RequestBody.fromBytes(chunk));
      }
    }
  }

  /** A new instance of the function. */
  SaveAttachmentsHandler function(CrashPoint crashPoint) {
    return new SaveAttachmentsHandler(
        Settings.of(stack.environment("SaveAttachmentsFunction")),
        new AwsClients(new PolicyGuard(stack, "SaveAttachmentsFunction"), crashPoint),
        Clock.fixed(Instant.now(), ZoneOffset.UTC),
        metrics::add);
  }

  /** The lines of metrics that functions printed. */
  List<String> metrics() {
    return metrics;
  }

  /** Delivers the whole batch, and says which messages have to come again. */
  List<String> deliver(SaveAttachmentsHandler function) {
    return deliver(function, new LambdaTime(Duration.ofMinutes(2)));
  }

  List<String> deliver(SaveAttachmentsHandler function, LambdaTime time) {
    SQSEvent event = new SQSEvent();
    event.setRecords(new ArrayList<>());
    for (int i = 0; i < model.bodies().size(); i++) {
      SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
      message.setMessageId(AttachmentsModel.messageId(i));
      message.setBody(model.bodies().get(i));
      message.setAttributes(
          Map.of("ApproximateReceiveCount", "1", "SentTimestamp", "1641979800250"));
      event.getRecords().add(message);
    }
    return function.handleRequest(event, time).getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** Removes what was staged, as time does. */
  void expireStaged() {
    s3.listObjectsV2Paginator(request -> request.bucket(stack.bucket()).prefix("staging/"))
        .contents()
        .forEach(
            object -> s3.deleteObject(request -> request.bucket(stack.bucket()).key(object.key())));
  }

  /** Gives back the memory that the bytes and the uploads of dead functions take. */
  void clear() {
    s3.listMultipartUploads(request -> request.bucket(stack.bucket()))
        .uploads()
        .forEach(
            upload ->
                s3.abortMultipartUpload(
                    request ->
                        request
                            .bucket(stack.bucket())
                            .key(upload.key())
                            .uploadId(upload.uploadId())));
    s3.listObjectsV2Paginator(request -> request.bucket(stack.bucket()))
        .contents()
        .forEach(
            object -> s3.deleteObject(request -> request.bucket(stack.bucket()).key(object.key())));
  }

  /** Everything is as the model says: outcomes, records, stored bytes and rejected bodies. */
  void assertMatchesModel() {
    assertThat(outcomes()).isEqualTo(model.outcomes());
    assertThat(new TreeSet<>(bodies("RejectedQueue"))).isEqualTo(new TreeSet<>(model.rejected()));
    assertThat(shown()).isEqualTo(model.shown());
    Map<String, byte[]> stored = stored();
    assertThat(stored.keySet()).isEqualTo(model.stored().keySet());
    stored.forEach(
        (id, bytes) ->
            assertThat(Arrays.equals(bytes, model.stored().get(id)))
                .as("bytes of attachment " + id)
                .isTrue());
  }

  /** By outcome id; a redelivery must repeat the very same message. */
  private Map<String, String> outcomes() {
    Map<String, String> byId = new TreeMap<>();
    for (String body : bodies("OutcomesQueue")) {
      assertThat(OutcomeMessage.read(body)).isInstanceOf(OutcomeReading.Valid.class);
      OutcomeMessage message = ((OutcomeReading.Valid) OutcomeMessage.read(body)).message();
      assertThat(message.timestamp()).isEqualTo(AttachmentsModel.START_TIME);
      String told =
          "%s %s %d"
              .formatted(message.outcome().label(), message.outcome().reason(), message.quantity());
      assertThat(byId.put(message.id(), told)).isIn(null, told);
    }
    return byId;
  }

  private List<AttachmentRecord> records() {
    return new DynamoAttachmentRecords(dynamoDb, stack.table("EventsTable"), Duration.ofDays(90))
        .list(model.project(), AttachmentsModel.EVENT);
  }

  private Map<String, byte[]> stored() {
    Map<String, byte[]> stored = new TreeMap<>();
    for (AttachmentRecord record : records()) {
      if (record.fate() instanceof AttachmentFate.Stored kept) {
        stored.put(
            record.job().attachment().id(),
            kept.content()
                .objectKey(model.project())
                .map(
                    key ->
                        s3.getObjectAsBytes(request -> request.bucket(stack.bucket()).key(key))
                            .asByteArray())
                .orElse(new byte[0]));
      }
    }
    return stored;
  }

  private Map<String, List<String>> shown() {
    Map<String, List<String>> shown = new TreeMap<>();
    for (AttachmentRecord record : records()) {
      if (record.fate() instanceof AttachmentFate.Stored) {
        AttachmentDescription attachment = record.job().attachment();
        shown.put(attachment.id(), AttachmentsModel.shown(attachment));
      }
    }
    return shown;
  }

  private List<String> bodies(String queue) {
    List<String> bodies = new ArrayList<>();
    while (true) {
      List<Message> received =
          sqs.receiveMessage(
                  request -> request.queueUrl(stack.queueUrl(queue)).maxNumberOfMessages(10))
              .messages();
      if (received.isEmpty()) {
        return bodies;
      }
      received.forEach(message -> bodies.add(message.body()));
    }
  }

  /** The emulators have to run before clients look for them. */
  private static AwsClients clients() {
    TestStacks.endpoints();
    return new AwsClients();
  }
}
