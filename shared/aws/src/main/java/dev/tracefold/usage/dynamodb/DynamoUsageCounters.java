package dev.tracefold.usage.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.counting.DeduplicationHorizon;
import dev.tracefold.counting.dynamodb.Counted;
import dev.tracefold.counting.dynamodb.DynamoCounting;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.usage.UsageCounters;
import dev.tracefold.usage.UsageKey;
import dev.tracefold.usage.UsageRow;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Usage counters in DynamoDB; the items are listed in the package's description. A batch costs one
 * write per outcome, which is what makes it exact, and one per counter.
 */
public final class DynamoUsageCounters implements UsageCounters {

  /** Instances of one snapshot would draw the same from anything else. */
  private static final RandomGenerator CHANCE = new SecureRandom();

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Duration retention;
  private final DynamoCounting counting;

  /**
   * @param retention how long a counter is kept after its last addition
   */
  public DynamoUsageCounters(
      DynamoDbClient dynamoDb, String table, Clock clock, Duration retention) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.retention = Objects.requireNonNull(retention, "retention");
    this.counting = new DynamoCounting(dynamoDb, table, clock, DeduplicationHorizon.of(retention));
  }

  @Override
  public Map<String, UsageCounters.Result> count(List<OutcomeMessage> outcomes) {
    Map<String, UsageCounters.Result> results = new HashMap<>();
    for (Map<String, OutcomeMessage> attempt : attempts(outcomes)) {
      countTogether(attempt).forEach((id, counted) -> results.put(id, translated(counted)));
    }
    return results;
  }

  /** Parts of a batch whose counters fit into a transaction. */
  private static List<Map<String, OutcomeMessage>> attempts(List<OutcomeMessage> outcomes) {
    List<Map<String, OutcomeMessage>> attempts = new ArrayList<>();
    Map<String, OutcomeMessage> attempt = new LinkedHashMap<>();
    Set<UsageKey> keys = new HashSet<>();
    for (OutcomeMessage outcome : outcomes) {
      UsageKey key = UsageKey.of(outcome);
      if (!keys.contains(key) && keys.size() == DynamoCounting.ADDITIONS_MAX) {
        attempts.add(attempt);
        attempt = new LinkedHashMap<>();
        keys.clear();
      }
      keys.add(key);
      attempt.put(outcome.id(), outcome);
    }
    attempts.add(attempt);
    return attempts;
  }

  private Map<String, Counted> countTogether(Map<String, OutcomeMessage> outcomes) {
    Map<String, Item> records = new HashMap<>();
    outcomes.keySet().forEach(id -> records.put(id, DynamoCounting.record("O#" + id)));
    int shard = CHANCE.nextInt(UsageKey.SHARDS);
    return counting.count(
        UUID.randomUUID().toString(),
        records,
        ids ->
            additions(
                outcomes.values().stream().filter(o -> ids.contains(o.id())).toList(), shard));
  }

  private List<TransactWriteItem> additions(List<OutcomeMessage> outcomes, int shard) {
    Instant expires = clock.instant().plus(retention);
    return UsageRow.fold(outcomes).stream()
        .map(row -> UsageItems.addition(table, row, shard, expires))
        .toList();
  }

  private static UsageCounters.Result translated(Counted counted) {
    return switch (counted) {
      case Counted.Now now -> UsageCounters.Result.NOW;
      case Counted.Before before -> UsageCounters.Result.BEFORE;
      case Counted.Later later -> UsageCounters.Result.LATER;
    };
  }

  @Override
  public List<UsageRow> read(long projectId, LocalDate from, LocalDate to) {
    Map<String, UsageRow> rows = new TreeMap<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      String partition = UsageKey.partition(projectId, day);
      dynamoDb
          .queryPaginator(
              request ->
                  request
                      .tableName(table)
                      .keyConditionExpression("pk = :pk")
                      .consistentRead(true)
                      .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition))))
          .items()
          .forEach(found -> add(rows, Item.of(found)));
    }
    return List.copyOf(rows.values());
  }

  /** Adds up the shards of each counter. */
  private static void add(Map<String, UsageRow> rows, Item item) {
    UsageKey.parse(item.pk(), item.sk())
        .map(
            key ->
                new UsageRow(
                    key,
                    item.number("item_count"),
                    item.number("quantity"),
                    item.number("refunded")))
        .ifPresent(
            row -> rows.merge(row.key().partition() + row.key().row(0), row, UsageRow::plus));
  }
}
