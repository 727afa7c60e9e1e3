package dev.tracefold.issue.dynamodb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.TableTransaction;
import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.operation.MergeStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Merging in DynamoDB. The conditions, and the race that each settles: the issues stand as they
 * were read (a second merge, a deletion, a change of status); a hash still leads where it did (a
 * second run of the same operation, a deletion); what is moved goes to an issue that is present (a
 * deletion, which has listed what it has to detach, or a merge of that one).
 */
public final class DynamoMergeStore implements MergeStore {

  /** An issue that is neither merged nor being deleted or merged. */
  static final String PRESENT =
      "attribute_not_exists(merged_into) AND issue_status IN (:unresolved, :resolved, :ignored)";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Queries issues;
  private final Queries events;

  public DynamoMergeStore(DynamoDbClient dynamoDb, String issuesTable, String eventsTable) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(issuesTable, "issuesTable");
    this.issues = new Queries(dynamoDb, issuesTable);
    this.events = new Queries(dynamoDb, eventsTable);
  }

  /** The values of {@link #PRESENT}. */
  static Map<String, AttributeValue> present() {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":unresolved", number(IssueStatus.UNRESOLVED.code()));
    values.put(":resolved", number(IssueStatus.RESOLVED.code()));
    values.put(":ignored", number(IssueStatus.IGNORED.code()));
    return values;
  }

  @Override
  public boolean merge(Issue into, List<Issue> from, Instant now) {
    TableTransaction transaction =
        new TableTransaction(dynamoDb, table).check(key(into.id()), PRESENT, present());
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode merged = data.putArray("issues");
    for (Issue issue : from) {
      Map<String, AttributeValue> values = present();
      values.put(":merging", number(IssueStatus.PENDING_MERGE.code()));
      values.put(":into", number(into.id().value()));
      values.put(":epoch", number(issue.epoch()));
      values.put(":next", number(issue.epoch() + 1));
      // Out of lists: those would show it beside the issue that it is a part of.
      transaction.updateIf(
          key(issue.id()),
          "SET merged_into = :into, issue_status = :merging, epoch = :next"
              + " REMOVE listed, listed_at",
          "epoch = :epoch AND " + PRESENT,
          values);
      transaction.put(mergedItem(into.id(), issue.id()));
      if (AwaitedRelease.isOf(issue)) {
        transaction.delete(AwaitedRelease.key(issue));
      }
      merged.addObject().put("id", issue.id().toString());
    }
    String name = "merge-" + from.getFirst().id();
    return transaction
        .put(ActivityItem.write(into.id(), now, name, ActivityType.MERGE, data))
        .write();
  }

  @Override
  public List<IssueId> merged(IssueId into) {
    return new MergedIssues(issues).into(into);
  }

  @Override
  public boolean adopt(IssueId into, IssueId through, IssueId merged) {
    return new TableTransaction(dynamoDb, table)
        .check(key(into), PRESENT, present())
        .updateIf(
            key(merged),
            "SET merged_into = :into",
            "merged_into = :through",
            Map.of(":into", number(into.value()), ":through", number(through.value())))
        .put(mergedItem(into, merged))
        .delete(Item.key(IssueKeys.issue(through), IssueKeys.merged(merged)))
        .write();
  }

  @Override
  public List<CountedHash> hashes(Issue issue) {
    return issues.beginningWith(IssueKeys.issue(issue.id()), IssueKeys.MEMBER_PREFIX).stream()
        .map(item -> MemberItem.read(issue.projectId(), item))
        .toList();
  }

  @Override
  public boolean move(CountedHash hash, Issue from, IssueId into) {
    return new TableTransaction(dynamoDb, table)
        .check(key(into), PRESENT, present())
        .updateIf(
            Item.key(IssueKeys.hash(hash.key()), IssueKeys.HASH),
            "SET issue = :into",
            "issue = :from",
            Map.of(":into", number(into.value()), ":from", number(from.id().value())))
        .put(MemberItem.write(into, hash))
        .delete(Item.key(IssueKeys.issue(from.id()), IssueKeys.member(hash.key().hash())))
        .write();
  }

  @Override
  public void copyEnvironments(Issue from, IssueId into) {
    for (Item item :
        issues.beginningWith(IssueKeys.issue(from.id()), IssueKeys.ENVIRONMENT_PREFIX)) {
      new TableTransaction(dynamoDb, table)
          .check(key(into), PRESENT, present())
          .putIfAbsent(
              Item.at(IssueKeys.issue(into), item.sk())
                  .with("creator", item.text("creator"))
                  .with("release", item.optionalText("release").orElse(null))
                  .with("first_seen", item.number("first_seen")))
          .write();
    }
  }

  @Override
  public boolean unmerge(Issue from, CountedHash hash, Issue fresh, Instant now) {
    String name = "unmerge-" + hash.key().hash();
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.putArray("fingerprints").add(hash.key().hash().value());
    ObjectNode destination = source.deepCopy();
    source.putObject("destination").put("id", fresh.id().toString());
    destination.putObject("source").put("id", from.id().toString());
    return new TableTransaction(dynamoDb, table)
        .check(key(from.id()), PRESENT, present())
        .putIfAbsent(IssueItem.write(fresh))
        .putIfAbsent(
            Item.at(IssueKeys.shortId(fresh.projectId(), fresh.number()), IssueKeys.SHORT)
                .with("issue", fresh.id().value()))
        .updateIf(
            Item.key(IssueKeys.hash(hash.key()), IssueKeys.HASH),
            "SET issue = :fresh",
            "issue = :from",
            Map.of(":fresh", number(fresh.id().value()), ":from", number(from.id().value())))
        .put(MemberItem.write(fresh.id(), hash))
        .delete(Item.key(IssueKeys.issue(from.id()), IssueKeys.member(hash.key().hash())))
        .put(ActivityItem.write(from.id(), now, name, ActivityType.UNMERGE_SOURCE, source))
        .put(
            ActivityItem.write(
                fresh.id(), now, name, ActivityType.UNMERGE_DESTINATION, destination))
        .write();
  }

  @Override
  public Iterable<EventList> events(CountedHash hash, boolean latestFirst) {
    Iterable<Item> rows = events.from(IssueKeys.events(hash), "0", !latestFirst, Integer.MAX_VALUE);
    return () ->
        StreamSupport.stream(rows.spliterator(), false)
            .map(row -> EventList.read(row.bytes("list")))
            .iterator();
  }

  private static Item mergedItem(IssueId into, IssueId merged) {
    return Item.at(IssueKeys.issue(into), IssueKeys.merged(merged)).with("issue", merged.value());
  }

  private static Map<String, AttributeValue> key(IssueId issue) {
    return Item.key(IssueKeys.issue(issue), IssueKeys.ISSUE);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
