package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A project's issues by last seen, from the index. Its partitions are read side by side, as far as
 * needed; it knows the minute of the last event, so a minute is read whole and then sorted.
 */
final class LatestIssues {

  /** Keys of one call, and issues that are read at once. */
  private static final int PAGE = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;

  LatestIssues(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * The issues of these statuses that were seen latest; merged ones are left out.
   *
   * @return in order, one more than the limit if there are more
   */
  List<Issue> read(long projectId, Set<IssueStatus> statuses, int limit) {
    PriorityQueue<Shard> shards =
        new PriorityQueue<>(Comparator.comparingLong(Shard::listedAt).reversed());
    for (int shard = 0; shard < IssueKeys.LIST_SHARDS; shard++) {
      Shard opened = new Shard(keys(projectId, shard));
      if (opened.advance()) {
        shards.add(opened);
      }
    }
    List<Issue> found = new ArrayList<>();
    long boundary = Long.MIN_VALUE;
    while (!shards.isEmpty() && shards.peek().listedAt() >= boundary) {
      List<Map<String, AttributeValue>> page = new ArrayList<>();
      long last = Long.MAX_VALUE;
      while (!shards.isEmpty() && page.size() < PAGE) {
        Shard latest = shards.remove();
        page.add(Item.key(latest.item().pk(), latest.item().sk()));
        last = latest.listedAt();
        if (latest.advance()) {
          shards.add(latest);
        }
      }
      for (Item item : new BatchReads(dynamoDb).consistently(table, page)) {
        Issue issue = IssueItem.read(item);
        if (statuses.contains(issue.status()) && issue.mergedInto() == null) {
          found.add(issue);
        }
      }
      if (found.size() > limit) {
        boundary = last;
      }
    }
    found.sort(
        Comparator.comparing(Issue::lastSeen)
            .reversed()
            .thenComparing(Issue::id, Comparator.reverseOrder()));
    return found.subList(0, Math.min(found.size(), limit + 1));
  }

  private Iterator<Map<String, AttributeValue>> keys(long projectId, int shard) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .indexName(IssueKeys.INDEX)
                    .keyConditionExpression("listed = :listed")
                    .expressionAttributeValues(
                        Item.values(":listed", IssueKeys.listed(projectId, shard)))
                    .scanIndexForward(false)
                    .limit(PAGE))
        .items()
        .iterator();
  }

  /** One partition of the index, read from the latest on. */
  private static final class Shard {
    private final Iterator<Map<String, AttributeValue>> rest;
    private Item item = Item.at("", "");

    Shard(Iterator<Map<String, AttributeValue>> rest) {
      this.rest = rest;
    }

    boolean advance() {
      if (!rest.hasNext()) {
        return false;
      }
      item = Item.of(rest.next());
      return true;
    }

    Item item() {
      return item;
    }

    long listedAt() {
      return item.number("listed_at");
    }
  }
}
