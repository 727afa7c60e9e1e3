package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.TableTransaction;
import dev.tracefold.aws.Transactions;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.HashRow;
import dev.tracefold.issue.HashState;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.release.dynamodb.DynamoReleases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Finds and creates issues in DynamoDB. A creation is one transaction, conditional on every hash
 * that led to it being as it was read: of several functions that meet a new hash, one wins.
 */
public final class DynamoIssueStore implements IssueStore {

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final BatchReads reads;

  /**
   * @param table the issues table
   */
  public DynamoIssueStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.reads = new BatchReads(dynamoDb);
  }

  @Override
  public Map<HashKey, HashRow> findHashes(Collection<HashKey> keys) {
    Map<String, HashKey> byPk = new HashMap<>();
    Map<HashKey, HashRow> rows = new HashMap<>();
    for (HashKey key : keys) {
      byPk.put(IssueKeys.hash(key), key);
      rows.put(key, HashRow.unowned(key));
    }
    reads
        .consistently(
            table, byPk.keySet().stream().map(pk -> Item.key(pk, IssueKeys.HASH)).toList())
        .forEach(
            item -> {
              HashKey key = Objects.requireNonNull(byPk.get(item.pk()));
              rows.put(key, row(key, item));
            });
    return rows;
  }

  @Override
  public Map<IssueId, Issue> findIssues(Collection<IssueId> ids) {
    Map<IssueId, Issue> issues = new HashMap<>();
    reads
        .consistently(
            table, ids.stream().map(id -> Item.key(IssueKeys.issue(id), IssueKeys.ISSUE)).toList())
        .forEach(
            item -> {
              Issue issue = IssueItem.read(item);
              issues.put(issue.id(), issue);
            });
    return issues;
  }

  @Override
  public long drawNumber(long projectId) {
    Map<String, AttributeValue> updated =
        dynamoDb
            .updateItem(
                request ->
                    request
                        .tableName(table)
                        .key(Item.key(IssueKeys.project(projectId), IssueKeys.NUMBER))
                        .updateExpression("SET v = :v ADD n :one")
                        .expressionAttributeValues(
                            Map.of(":one", number(1), ":v", number(Item.FORMAT_VERSION)))
                        .returnValues(ReturnValue.UPDATED_NEW))
            .attributes();
    return Item.of(updated).number("n");
  }

  @Override
  public Creation create(Issue issue, List<HashRow> attach, List<HashRow> consulted) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(putIfAbsent(IssueItem.write(issue)));
    writes.add(
        putIfAbsent(
            Item.at(IssueKeys.shortId(issue.projectId(), issue.number()), IssueKeys.SHORT)
                .with("issue", issue.id().value())));
    for (HashRow row : attach) {
      writes.add(own(issue.id(), row));
      writes.add(put(MemberItem.write(issue.id(), row.counted())));
    }
    consulted.forEach(row -> writes.add(unchanged(row)));
    if (issue.firstRelease() != null) {
      writes.add(countNewIssue(issue, issue.firstRelease()));
    }
    try {
      Transactions.write(dynamoDb, writes);
      return Creation.CREATED;
    } catch (TransactionCanceledException canceled) {
      boolean taken =
          "ConditionalCheckFailed".equals(canceled.cancellationReasons().getFirst().code());
      if (!taken && !Transactions.conditionFailed(canceled)) {
        throw canceled;
      }
      return taken ? Creation.ID_TAKEN : Creation.HASHES_CHANGED;
    }
  }

  @Override
  public void attach(IssueId issue, HashRow row) {
    TransactWriteItem exists =
        TransactWriteItem.builder()
            .conditionCheck(
                check ->
                    check
                        .tableName(table)
                        .key(Item.key(IssueKeys.issue(issue), IssueKeys.ISSUE))
                        .conditionExpression(DynamoMergeStore.PRESENT)
                        .expressionAttributeValues(DynamoMergeStore.present()))
            .build();
    try {
      Transactions.write(
          dynamoDb, List.of(own(issue, row), put(MemberItem.write(issue, row.counted())), exists));
    } catch (TransactionCanceledException faster) {
      if (!Transactions.conditionFailed(faster)) {
        throw faster;
      }
    }
  }

  @Override
  public void detach(Issue leaving, HashRow row) {
    IssueId owner = row.issue();
    if (owner == null) {
      return;
    }
    String tombstone = leaving.tombstone();
    if (tombstone == null) {
      detachment(leaving, row, owner, "", Map.of()).write();
      return;
    }
    boolean discarded =
        detachment(
                leaving,
                row,
                owner,
                ", tombstone = :tombstone",
                Map.of(":tombstone", AttributeValue.fromS(tombstone)))
            .check(
                Item.key(IssueKeys.tombstones(leaving.projectId()), tombstone),
                DynamoDeletionStore.STANDS,
                Map.of())
            .put(Item.at(IssueKeys.tombstone(tombstone), IssueKeys.member(row.key().hash())))
            .write();
    if (!discarded) {
      // Either the hash left before, or its future events are wanted again.
      detachment(leaving, row, owner, "", Map.of()).write();
    }
  }

  private TableTransaction detachment(
      Issue leaving,
      HashRow row,
      IssueId owner,
      String update,
      Map<String, AttributeValue> updateValues) {
    Map<String, AttributeValue> values = new HashMap<>(updateValues);
    values.put(":issue", number(owner.value()));
    values.put(":next", number(row.life() + 1));
    return new TableTransaction(dynamoDb, table)
        .updateIf(
            Item.key(IssueKeys.hash(row.key()), IssueKeys.HASH),
            "SET life = :next" + update + " REMOVE issue",
            "issue = :issue",
            values)
        .put(LeftItem.write(leaving.id(), row.counted()))
        .delete(Item.key(IssueKeys.issue(owner), IssueKeys.member(row.key().hash())));
  }

  private TransactWriteItem own(IssueId issue, HashRow row) {
    AsRead asRead = AsRead.of(row);
    Map<String, AttributeValue> values = new HashMap<>(asRead.values());
    values.put(":v", number(Item.FORMAT_VERSION));
    values.put(":owner", number(issue.value()));
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(Item.key(IssueKeys.hash(row.key()), IssueKeys.HASH))
                    .updateExpression("SET v = :v, issue = :owner")
                    .conditionExpression(asRead.condition())
                    .expressionAttributeValues(values))
        .build();
  }

  /** Asserts that a hash that was looked at is as it was. */
  private TransactWriteItem unchanged(HashRow row) {
    AsRead asRead = AsRead.of(row);
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(table)
                    .key(Item.key(IssueKeys.hash(row.key()), IssueKeys.HASH))
                    .conditionExpression(asRead.condition())
                    .expressionAttributeValues(asRead.values()))
        .build();
  }

  /** That a hash is stored as it was read: where it leads, why not, its state and its life. */
  private record AsRead(String condition, Map<String, AttributeValue> values) {

    static AsRead of(HashRow row) {
      Map<String, AttributeValue> values = new HashMap<>();
      List<String> conditions = new ArrayList<>();
      IssueId issue = row.issue();
      String tombstone = row.tombstone();
      conditions.add(issue == null ? "attribute_not_exists(issue)" : "issue = :issue");
      if (issue != null) {
        values.put(":issue", number(issue.value()));
      }
      conditions.add(
          tombstone == null ? "attribute_not_exists(tombstone)" : "tombstone = :tombstone");
      if (tombstone != null) {
        values.put(":tombstone", AttributeValue.fromS(tombstone));
      }
      boolean ordinary = row.state() == HashState.ORDINARY;
      conditions.add(ordinary ? orAbsent("hash_state", ":state") : "hash_state = :state");
      values.put(":state", AttributeValue.fromS(row.state().name()));
      conditions.add(row.life() == 0 ? orAbsent("life", ":life") : "life = :life");
      values.put(":life", number(row.life()));
      return new AsRead(String.join(" AND ", conditions), values);
    }

    private static String orAbsent(String attribute, String value) {
      return "(attribute_not_exists(%1$s) OR %1$s = %2$s)".formatted(attribute, value);
    }
  }

  private TransactWriteItem countNewIssue(Issue issue, String release) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(
                        Item.key(
                            DynamoReleases.partitionIn(issue.projectId(), release),
                            DynamoReleases.counters(issue.id().value())))
                    .updateExpression("SET v = :v ADD new_issues :one")
                    .expressionAttributeValues(
                        Map.of(":v", number(Item.FORMAT_VERSION), ":one", number(1))))
        .build();
  }

  private TransactWriteItem putIfAbsent(Item item) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(item.attributes())
                    .conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  private TransactWriteItem put(Item item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item.attributes()))
        .build();
  }

  private static HashRow row(HashKey key, Item item) {
    return new HashRow(
        key,
        item.optionalNumber("issue").stream().mapToObj(IssueId::new).findFirst().orElse(null),
        item.optionalText("tombstone").orElse(null),
        item.optionalText("hash_state").map(HashState::valueOf).orElse(HashState.ORDINARY),
        item.optionalNumber("life").orElse(0));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
