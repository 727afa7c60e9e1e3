package dev.tracefold.attachment.dynamodb;

import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.AttachmentRecords;
import dev.tracefold.attachment.JobReading;
import dev.tracefold.attachment.StoredContent;
import dev.tracefold.aws.Item;
import dev.tracefold.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Records of attachments in DynamoDB; the items are listed in the package's description. */
public final class DynamoAttachmentRecords implements AttachmentRecords {

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Duration retention;

  /**
   * @param retention how long a record is kept after its decision
   */
  public DynamoAttachmentRecords(DynamoDbClient dynamoDb, String table, Duration retention) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.retention = Objects.requireNonNull(retention, "retention");
  }

  @Override
  public Optional<AttachmentRecord> find(long projectId, String eventId, String attachmentId) {
    return Item.found(
            dynamoDb
                .getItem(
                    request ->
                        request
                            .tableName(table)
                            .key(Item.key(partition(projectId, eventId), attachmentId))
                            .consistentRead(true))
                .item())
        .map(DynamoAttachmentRecords::record);
  }

  @Override
  public AttachmentRecord decide(AttachmentRecord record) {
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item(record).attributes())
                  .conditionExpression("attribute_not_exists(pk)")
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return record;
    } catch (ConditionalCheckFailedException decidedBefore) {
      return record(Item.of(decidedBefore.item()));
    }
  }

  @Override
  public List<AttachmentRecord> list(long projectId, String eventId) {
    Map<String, AttributeValue> values =
        Map.of(":pk", AttributeValue.fromS(partition(projectId, eventId)));
    List<AttachmentRecord> records = new ArrayList<>();
    dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(values)
                    .consistentRead(true))
        .items()
        .forEach(found -> records.add(record(Item.of(found))));
    return List.copyOf(records);
  }

  /** What the partitions of a project's records begin with. */
  public static String project(long projectId) {
    return "A#" + projectId + "#";
  }

  /** The key of the record that a job led to. */
  public static Map<String, AttributeValue> key(AttachmentJob job) {
    return Item.key(partition(job.projectId(), job.eventId()), job.attachment().id());
  }

  private static String partition(long projectId, String eventId) {
    return project(projectId) + eventId;
  }

  private Item item(AttachmentRecord record) {
    AttachmentJob job = record.job();
    Item item =
        Item.at(partition(job.projectId(), job.eventId()), job.attachment().id())
            .with("job", job.toJson())
            .with("decided", record.decidedAt().toEpochMilli())
            .with("expires", record.decidedAt().plus(retention).getEpochSecond());
    return switch (record.fate()) {
      case AttachmentFate.Stored stored ->
          item.with("bytes", stored.content().size())
              .with("sha1", stored.content().sha1())
              .with("sha256", stored.content().sha256())
              .with("month", stored.content().month().toString());
      case AttachmentFate.Dropped dropped ->
          item.with("outcome", dropped.outcome().code()).with("reason", dropped.outcome().reason());
    };
  }

  /** Reads a record. */
  public static AttachmentRecord record(Item item) {
    if (!(AttachmentJob.read(item.text("job")) instanceof JobReading.Valid job)) {
      throw new IllegalStateException("item %s / %s holds no job".formatted(item.pk(), item.sk()));
    }
    return new AttachmentRecord(
        job.job(), fate(item), Instant.ofEpochMilli(item.number("decided")));
  }

  private static AttachmentFate fate(Item item) {
    if (item.optionalText("sha256").isPresent()) {
      return new AttachmentFate.Stored(
          new StoredContent(
              item.number("bytes"),
              item.text("sha1"),
              item.text("sha256"),
              YearMonth.parse(item.text("month"))));
    }
    int code = (int) item.number("outcome");
    Outcome outcome =
        Outcome.of(code, item.optionalText("reason").orElse(null))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "item %s / %s has outcome %d, which needs a reason"
                            .formatted(item.pk(), item.sk(), code)));
    return new AttachmentFate.Dropped(outcome);
  }
}
