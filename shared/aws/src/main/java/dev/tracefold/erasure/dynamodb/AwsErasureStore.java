package dev.tracefold.erasure.dynamodb;

import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.StoredContent;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.attribute.dynamodb.DynamoEventUsers;
import dev.tracefold.aws.BatchDeletes;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Writes;
import dev.tracefold.counting.dynamodb.DynamoCounting;
import dev.tracefold.erasure.ErasureStore;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.saving.EventRecord;
import dev.tracefold.saving.ItemKey;
import dev.tracefold.saving.dynamodb.RecordItem;
import dev.tracefold.userreport.dynamodb.DynamoUserReports;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Erases in the issues table, the events table and the bucket. */
public final class AwsErasureStore implements ErasureStore {

  /** Writes of a list that somebody else writes at the same time; more is a mistake. */
  private static final int TRIES_MAX = 10;

  private final DynamoDbClient dynamoDb;
  private final S3Client s3;
  private final String issuesTable;
  private final String eventsTable;
  private final String bucket;

  public AwsErasureStore(
      DynamoDbClient dynamoDb, S3Client s3, String issuesTable, String eventsTable, String bucket) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.issuesTable = Objects.requireNonNull(issuesTable, "issuesTable");
    this.eventsTable = Objects.requireNonNull(eventsTable, "eventsTable");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
  }

  @Override
  public void unlist(EventRecord record, Map<String, String> tags) {
    CountedHash hash = record.hash();
    if (hash == null) {
      return;
    }
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      if (unlistOnce(hash, record, tags)) {
        return;
      }
    }
    throw new IllegalStateException(
        "the list of event %s is written by others; try again".formatted(record.key().id()));
  }

  /** The event's row is named by the latest event in it: it lies there or later. */
  private boolean unlistOnce(CountedHash hash, EventRecord record, Map<String, String> tags) {
    for (Item row : rowsFrom(hash, IssueKeys.events(record.datetime(), ""))) {
      byte[] bytes = row.bytes("list");
      EventList list = EventList.read(bytes);
      if (list.entries().stream().anyMatch(e -> e.eventId().equals(record.key().id()))) {
        byte[] rest = list.without(record.key().id(), tags).toBytes();
        return Writes.updateIf(
            dynamoDb,
            eventsTable,
            Item.key(row.pk(), row.sk()),
            "SET #list = :rest",
            "#list = :list",
            Map.of("#list", "list"),
            Map.of(":rest", binary(rest), ":list", binary(bytes)));
      }
    }
    return true;
  }

  private Iterable<Item> rowsFrom(CountedHash hash, String from) {
    return () ->
        dynamoDb
            .queryPaginator(
                request ->
                    request
                        .tableName(eventsTable)
                        .keyConditionExpression("pk = :pk AND sk >= :from")
                        .expressionAttributeValues(
                            Item.values(":pk", IssueKeys.events(hash), ":from", from))
                        .consistentRead(true))
            .items()
            .stream()
            .map(Item::of)
            .iterator();
  }

  @Override
  public void strip(ItemKey key) {
    Writes.updateIf(
        dynamoDb,
        eventsTable,
        DynamoCounting.recordKey(RecordItem.partition(key)),
        "REMOVE #segment, #offset, #length, #left",
        "attribute_exists(pk)",
        Map.of(
            "#segment",
            "segment",
            "#offset",
            "offset",
            "#length",
            "length",
            "#left",
            RecordItem.LEFT),
        Map.of());
  }

  @Override
  public void deleteReport(long projectId, String eventId) {
    BatchDeletes.delete(dynamoDb, eventsTable, List.of(DynamoUserReports.key(projectId, eventId)));
  }

  @Override
  public void deleteUser(long projectId, String userHash) {
    BatchDeletes.delete(dynamoDb, issuesTable, List.of(DynamoEventUsers.key(projectId, userHash)));
  }

  @Override
  public void deleteSighting(IssueId issue, String userHash) {
    BatchDeletes.delete(dynamoDb, issuesTable, List.of(Item.key(IssueKeys.users(issue), userHash)));
  }

  @Override
  public Set<StoredContent> shared(
      long projectId, Collection<StoredContent> contents, Set<String> eventIds) {
    Set<StoredContent> shared = new HashSet<>();
    dynamoDb
        .scanPaginator(
            request ->
                request
                    .tableName(eventsTable)
                    .filterExpression("begins_with(pk, :attachments) AND attribute_exists(sha256)")
                    .expressionAttributeValues(
                        Item.values(":attachments", DynamoAttachmentRecords.project(projectId)))
                    .consistentRead(true))
        .items()
        .stream()
        .map(item -> DynamoAttachmentRecords.record(Item.of(item)))
        .filter(record -> !eventIds.contains(record.job().eventId()))
        .forEach(
            record -> {
              if (record.fate() instanceof AttachmentFate.Stored stored
                  && contents.contains(stored.content())) {
                shared.add(stored.content());
              }
            });
    return shared;
  }

  @Override
  public void deleteContent(long projectId, StoredContent content) {
    content
        .objectKey(projectId)
        .ifPresent(key -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  @Override
  public void deleteAttachment(AttachmentRecord record) {
    BatchDeletes.delete(dynamoDb, eventsTable, List.of(DynamoAttachmentRecords.key(record.job())));
  }

  private static AttributeValue binary(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
  }
}
