package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.BatchDeletes;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.TableTransaction;
import dev.tracefold.aws.Writes;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.operation.DeletionStore;
import dev.tracefold.issue.operation.Tombstone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Deletion in DynamoDB. Everything but the mark may be repeated as it is. */
public final class DynamoDeletionStore implements DeletionStore {

  /** That a tombstone is there, and nobody is removing it: no hash may be given to it else. */
  static final String STANDS = "attribute_exists(pk) AND attribute_not_exists(leaving)";

  /** Items whose deletion is told at a time. */
  private static final int STEP = 500;

  private final DynamoDbClient dynamoDb;
  private final String issuesTable;
  private final String eventsTable;
  private final Queries issues;
  private final Queries events;

  public DynamoDeletionStore(DynamoDbClient dynamoDb, String issuesTable, String eventsTable) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.issuesTable = Objects.requireNonNull(issuesTable, "issuesTable");
    this.eventsTable = Objects.requireNonNull(eventsTable, "eventsTable");
    this.issues = new Queries(dynamoDb, issuesTable);
    this.events = new Queries(dynamoDb, eventsTable);
  }

  @Override
  public boolean mark(Issue asRead, @Nullable Tombstone tombstone) {
    Map<String, AttributeValue> values = DynamoMergeStore.present();
    values.put(":epoch", number(asRead.epoch()));
    values.put(":next", number(asRead.epoch() + 1));
    values.put(":deleting", number(IssueStatus.PENDING_DELETION.code()));
    String update = "SET issue_status = :deleting, epoch = :next";
    TableTransaction transaction = new TableTransaction(dynamoDb, issuesTable);
    if (tombstone != null) {
      update += ", tombstone = :tombstone";
      values.put(":tombstone", AttributeValue.fromS(tombstone.id()));
      transaction.put(write(tombstone));
    }
    if (AwaitedRelease.isOf(asRead)) {
      transaction.delete(AwaitedRelease.key(asRead));
    }
    return transaction
        .updateIf(
            key(asRead.id()),
            update + " REMOVE listed, listed_at",
            "epoch = :epoch AND " + DynamoMergeStore.PRESENT,
            values)
        .write();
  }

  @Override
  public void deleteCounts(Issue leaving, LongConsumer deleted) {
    for (Item item : issues.beginningWith(IssueKeys.issue(leaving.id()), IssueKeys.LEFT_PREFIX)) {
      CountedHash hash = LeftItem.read(leaving.projectId(), item);
      String counters = IssueKeys.counters(hash);
      List<Item> rows = new ArrayList<>();
      rows.addAll(issues.beginningWith(counters, IssueKeys.COUNT_PREFIX));
      rows.addAll(issues.beginningWith(counters, IssueKeys.DAY_PREFIX));
      delete(issuesTable, rows, deleted);
      delete(
          eventsTable, events.from(IssueKeys.events(hash), "0", true, Integer.MAX_VALUE), deleted);
      delete(issuesTable, List.of(item), deleted);
    }
  }

  @Override
  public void deleteDetails(IssueId issue, LongConsumer deleted) {
    delete(issuesTable, issues.from(IssueKeys.users(issue), "0", true, Integer.MAX_VALUE), deleted);
    delete(
        issuesTable,
        issues.all(IssueKeys.issue(issue)).stream()
            .filter(item -> !item.sk().equals(IssueKeys.ISSUE))
            .toList(),
        deleted);
  }

  @Override
  public void deleteIssue(Issue issue) {
    deletion(issue).write();
  }

  @Override
  public void deleteMerged(Issue merged, IssueId into) {
    deletion(merged).delete(Item.key(IssueKeys.issue(into), IssueKeys.merged(merged.id()))).write();
  }

  private TableTransaction deletion(Issue issue) {
    return new TableTransaction(dynamoDb, issuesTable)
        .delete(key(issue.id()))
        .delete(Item.key(IssueKeys.shortId(issue.projectId(), issue.number()), IssueKeys.SHORT));
  }

  @Override
  public List<Tombstone> tombstones(long projectId) {
    return issues.all(IssueKeys.tombstones(projectId)).stream()
        .map(item -> read(projectId, item))
        .sorted(Comparator.comparing(Tombstone::discarded).reversed())
        .toList();
  }

  @Override
  public void deleteTombstone(Tombstone tombstone) {
    Map<String, AttributeValue> key =
        Item.key(IssueKeys.tombstones(tombstone.projectId()), tombstone.id());
    boolean leaving =
        Writes.updateIf(
            dynamoDb,
            issuesTable,
            key,
            "SET leaving = :leaving",
            "attribute_exists(pk)",
            Map.of(":leaving", AttributeValue.fromBool(true)));
    if (!leaving) {
      return;
    }
    String pk = IssueKeys.tombstone(tombstone.id());
    for (Item item : issues.all(pk)) {
      CountedHash hash = MemberItem.read(tombstone.projectId(), item);
      boolean released =
          new TableTransaction(dynamoDb, issuesTable)
              .updateIf(
                  Item.key(IssueKeys.hash(hash.key()), IssueKeys.HASH),
                  "REMOVE tombstone",
                  "tombstone = :tombstone",
                  Item.values(":tombstone", tombstone.id()))
              .delete(Item.key(pk, item.sk()))
              .write();
      if (!released) {
        BatchDeletes.delete(dynamoDb, issuesTable, List.of(Item.key(pk, item.sk())));
      }
    }
    BatchDeletes.delete(dynamoDb, issuesTable, List.of(key));
  }

  private void delete(String table, Iterable<Item> items, LongConsumer deleted) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (Item item : items) {
      keys.add(Item.key(item.pk(), item.sk()));
      if (keys.size() == STEP) {
        BatchDeletes.delete(dynamoDb, table, keys);
        deleted.accept(keys.size());
        keys.clear();
      }
    }
    BatchDeletes.delete(dynamoDb, table, keys);
    deleted.accept(keys.size());
  }

  private static Item write(Tombstone tombstone) {
    return Item.at(IssueKeys.tombstones(tombstone.projectId()), tombstone.id())
        .with("title", tombstone.title())
        .with("culprit", tombstone.culprit())
        .with("issue_level", tombstone.level())
        .with("discarded", tombstone.discarded().toEpochMilli());
  }

  private static Tombstone read(long projectId, Item item) {
    return new Tombstone(
        item.sk(),
        projectId,
        item.text("title"),
        item.text("culprit"),
        (int) item.number("issue_level"),
        Instant.ofEpochMilli(item.number("discarded")));
  }

  private static Map<String, AttributeValue> key(IssueId issue) {
    return Item.key(IssueKeys.issue(issue), IssueKeys.ISSUE);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
