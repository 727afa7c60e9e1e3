package dev.tracefold.issue.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.aws.TableTransaction;
import dev.tracefold.aws.Writes;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.operation.StatusChange;
import dev.tracefold.issue.operation.StatusStore;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.issue.regression.ResolutionActivity;
import dev.tracefold.release.ResolvingRelease;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Statuses in DynamoDB: each change is one transaction with its activity. */
public final class DynamoStatusStore implements StatusStore {

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * @param table the issues table
   */
  public DynamoStatusStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
  }

  @Override
  public boolean change(Issue asRead, StatusChange change, Instant now) {
    long epoch = asRead.epoch() + 1;
    Map<String, AttributeValue> values = asRead(asRead);
    values.put(":new", number(change.status().code()));
    values.put(":next", number(epoch));
    StringBuilder set = new StringBuilder("SET issue_status = :new, epoch = :next");
    StringBuilder remove = new StringBuilder();
    ResolvingRelease resolution = change.resolution();
    if (resolution == null) {
      remove.append(" REMOVE resolution");
    } else {
      set.append(", resolution = :resolution");
      values.put(":resolution", text(IssueItem.resolution(resolution)));
    }
    IgnoreTerms terms = change.terms();
    if (terms == null) {
      remove.append(remove.isEmpty() ? " REMOVE" : ",").append(" ignore_terms");
    } else {
      set.append(", ignore_terms = :terms");
      values.put(":terms", text(IssueItem.terms(terms)));
    }
    Item activity =
        ActivityItem.write(asRead.id(), now, "status-" + epoch, change.activity(), change.data());
    TableTransaction transaction =
        new TableTransaction(dynamoDb, table)
            .updateIf(key(asRead), set.toString() + remove, AS_READ, values)
            .put(activity);
    if (resolution != null && resolution.inNextRelease()) {
      transaction.put(AwaitedRelease.write(asRead, epoch, activity.sk()));
    } else if (AwaitedRelease.isOf(asRead)) {
      transaction.delete(AwaitedRelease.key(asRead));
    }
    return transaction.write();
  }

  @Override
  public List<IssueId> awaitingRelease(long projectId) {
    return new Queries(dynamoDb, table)
        .all(IssueKeys.awaiting(projectId)).stream()
            .map(item -> new IssueId(item.number("issue")))
            .toList();
  }

  @Override
  public void settle(Map<Issue, ResolvingRelease> settled) {
    Parallel.map(settled.entrySet(), entry -> settle(entry.getKey(), entry.getValue()));
  }

  private boolean settle(Issue asRead, ResolvingRelease settled) {
    Map<String, AttributeValue> values = asRead(asRead);
    values.put(":settled", text(IssueItem.resolution(settled)));
    values.put(
        ":resolution",
        text(IssueItem.resolution(Objects.requireNonNull(asRead.resolution(), "resolution"))));
    TableTransaction transaction =
        new TableTransaction(dynamoDb, table)
            .updateIf(
                key(asRead),
                "SET resolution = :settled",
                AS_READ + " AND resolution = :resolution",
                values);
    AwaitedRelease.end(
        dynamoDb,
        table,
        asRead,
        data -> ResolutionActivity.settled(settled.release().version()),
        transaction);
    return transaction.write();
  }

  @Override
  public void forget(Issue asRead) {
    Writes.deleteIf(
        dynamoDb,
        table,
        AwaitedRelease.key(asRead),
        "epoch <= :epoch",
        Map.of(":epoch", number(asRead.epoch())));
  }

  /** Where nobody else has changed an issue's status since it was read. */
  private static final String AS_READ =
      "issue_status = :status AND epoch = :epoch AND attribute_not_exists(merged_into)";

  private static Map<String, AttributeValue> asRead(Issue issue) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":status", number(issue.status().code()));
    values.put(":epoch", number(issue.epoch()));
    return values;
  }

  private static Map<String, AttributeValue> key(Issue issue) {
    return Item.key(IssueKeys.issue(issue.id()), IssueKeys.ISSUE);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static AttributeValue text(ObjectNode json) {
    return AttributeValue.fromS(JsonTree.write(json));
  }
}
