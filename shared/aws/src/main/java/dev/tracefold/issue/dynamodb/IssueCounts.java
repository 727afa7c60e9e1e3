package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.release.dynamodb.DynamoReleases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Reads what was counted of an issue: the sums over its hashes' rows. */
final class IssueCounts {

  private final DynamoDbClient dynamoDb;
  private final String table;

  IssueCounts(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
  }

  /** Counts one more issue that is new in a release and environment. */
  static TransactWriteItem newIssueIn(
      String table, Issue issue, String release, String environment) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(
                        Item.key(
                            DynamoReleases.partitionIn(issue.projectId(), release),
                            DynamoReleases.environmentRow(environment)))
                    .updateExpression("SET v = :v ADD new_issues :one")
                    .expressionAttributeValues(
                        Map.of(
                            ":v",
                            AttributeValue.fromN(Long.toString(Item.FORMAT_VERSION)),
                            ":one",
                            AttributeValue.fromN("1"))))
        .build();
  }

  /** As much as the terms ask for; the rest is 0. */
  IgnoreTerms.Seen seen(Issue issue, IgnoreTerms terms, Instant now) {
    boolean countsAll = terms.count() != null && terms.window() == null;
    boolean countsWindow = terms.count() != null && terms.window() != null;
    List<HashKey> hashes = countsAll || countsWindow ? hashes(issue) : List.of();
    long users = terms.userCount() == null ? 0 : users(issue);
    return new IgnoreTerms.Seen(
        countsAll ? times(hashes) : 0,
        countsWindow ? timesSince(hashes, now, terms.window()) : 0,
        users,
        users);
  }

  private List<HashKey> hashes(Issue issue) {
    return query(IssueKeys.issue(issue.id()), IssueKeys.MEMBER_PREFIX).stream()
        .map(item -> new HashKey(issue.projectId(), new Hash(item.text("hash"))))
        .toList();
  }

  private long times(List<HashKey> hashes) {
    return Parallel.map(hashes, key -> query(IssueKeys.hash(key), IssueKeys.COUNT_PREFIX)).stream()
        .flatMap(List::stream)
        .mapToLong(item -> item.number("n"))
        .sum();
  }

  /** Events of the hours that lie in the window, the current one included. */
  private long timesSince(List<HashKey> hashes, Instant now, @Nullable Duration window) {
    Instant from = now.minus(Objects.requireNonNullElse(window, Duration.ZERO));
    long times = 0;
    LocalDate last = IssueKeys.day(now);
    for (LocalDate day = IssueKeys.day(from); !day.isAfter(last); day = day.plusDays(1)) {
      for (HashKey key : hashes) {
        for (Item row : query(IssueKeys.hash(key), IssueKeys.DAY_PREFIX + day)) {
          times += hours(row, day, from);
        }
      }
    }
    return times;
  }

  private static long hours(Item row, LocalDate day, Instant from) {
    long times = 0;
    for (int hour = 0; hour < 24; hour++) {
      Instant start = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
      if (start.plusSeconds(3600).isAfter(from)) {
        times += row.optionalNumber(IssueKeys.hour(start)).orElse(0);
      }
    }
    return times;
  }

  private long users(Issue issue) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Item.values(":pk", IssueKeys.users(issue.id())))
                    .select(Select.COUNT))
        .stream()
        .mapToLong(page -> page.count())
        .sum();
  }

  private List<Item> query(String pk, String prefix) {
    List<Item> items = new ArrayList<>();
    dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                    .expressionAttributeValues(Item.values(":pk", pk, ":prefix", prefix)))
        .items()
        .forEach(attributes -> items.add(Item.of(attributes)));
    return items;
  }
}
