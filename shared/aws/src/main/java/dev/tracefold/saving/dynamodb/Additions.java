package dev.tracefold.saving.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.saving.Countable;
import dev.tracefold.saving.EventRecord;
import dev.tracefold.usage.UsageKey;
import dev.tracefold.usage.UsageRow;
import dev.tracefold.usage.dynamodb.UsageItems;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What counting some items adds to the tables, in one transaction: each hash's counter, day and
 * list of events, the project's series, and the usage counters. None of the writes has a condition.
 */
final class Additions {

  private final String issuesTable;
  private final String eventsTable;
  private final String usageTable;
  private final Duration retention;

  Additions(String issuesTable, String eventsTable, String usageTable, Duration retention) {
    this.issuesTable = Objects.requireNonNull(issuesTable, "issuesTable");
    this.eventsTable = Objects.requireNonNull(eventsTable, "eventsTable");
    this.usageTable = Objects.requireNonNull(usageTable, "usageTable");
    this.retention = Objects.requireNonNull(retention, "retention");
  }

  /** A counter of a day with its hours. */
  private record Day(String pk, String sk) {}

  /**
   * The keys of the rows that an item is added to: as many writes as there are distinct ones, none
   * for one that is dropped.
   */
  static Set<Object> rows(Countable item) {
    EventRecord record = item.record();
    OutcomeMessage accepted = item.accepted();
    Set<Object> rows = new HashSet<>();
    if (accepted == null) {
      return rows;
    }
    LocalDate day = IssueKeys.day(record.datetime());
    if (record.hash() != null) {
      rows.add(List.of(record.hash(), "count"));
      rows.add(List.of(record.hash(), "list"));
      rows.add(List.of(record.hash(), day));
    }
    rows.add(List.of(record.key().projectId(), record.key().kind(), day));
    rows.add(UsageKey.of(accepted));
    return rows;
  }

  /**
   * The writes.
   *
   * @param attempt names the rows of lists
   * @param shard any number; counters are spread by it
   */
  List<TransactWriteItem> of(List<Countable> items, String attempt, int shard, Instant now) {
    Instant expires = now.plus(retention);
    Map<CountedHash, List<Countable>> byHash = new LinkedHashMap<>();
    Map<Day, Map<String, Integer>> issueDays = new LinkedHashMap<>();
    Map<Day, Map<String, Integer>> projectDays = new LinkedHashMap<>();
    List<OutcomeMessage> outcomes = new ArrayList<>();
    for (Countable item : items) {
      EventRecord record = item.record();
      OutcomeMessage accepted = item.accepted();
      if (accepted == null) {
        continue;
      }
      LocalDate day = IssueKeys.day(record.datetime());
      String hour = IssueKeys.hour(record.datetime());
      CountedHash hash = record.hash();
      if (hash != null) {
        byHash.computeIfAbsent(hash, h -> new ArrayList<>()).add(item);
        add(
            issueDays,
            new Day(IssueKeys.counters(hash), IssueKeys.day(day, issueShard(shard))),
            hour);
      }
      String kind = record.key().kind().wireName() + "#" + issueShard(shard);
      add(projectDays, new Day(IssueKeys.series(record.key().projectId(), day), kind), hour);
      outcomes.add(accepted);
    }
    List<TransactWriteItem> writes = new ArrayList<>();
    byHash.forEach(
        (hash, counted) -> {
          writes.add(count(hash, counted.size(), issueShard(shard)));
          writes.add(list(hash, counted, attempt, expires));
        });
    issueDays.forEach((day, hours) -> writes.add(day(issuesTable, day, hours, expires)));
    projectDays.forEach((day, hours) -> writes.add(day(usageTable, day, hours, expires)));
    for (UsageRow row : UsageRow.fold(outcomes)) {
      writes.add(
          UsageItems.addition(usageTable, row, Math.floorMod(shard, UsageKey.SHARDS), expires));
    }
    return writes;
  }

  private static int issueShard(int shard) {
    return Math.floorMod(shard, IssueKeys.SHARDS);
  }

  private static void add(Map<Day, Map<String, Integer>> days, Day day, String hour) {
    days.computeIfAbsent(day, d -> new TreeMap<>()).merge(hour, 1, Integer::sum);
  }

  private TransactWriteItem count(CountedHash hash, int count, int shard) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":v", number(Item.FORMAT_VERSION));
    values.put(":n", number(count));
    return update(
        issuesTable,
        IssueKeys.counters(hash),
        IssueKeys.count(shard),
        "SET v = :v ADD n :n",
        values);
  }

  private static TransactWriteItem day(
      String table, Day day, Map<String, Integer> hours, Instant expires) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":v", number(Item.FORMAT_VERSION));
    values.put(":expires", number(expires.getEpochSecond()));
    values.put(":n", number(hours.values().stream().mapToInt(Integer::intValue).sum()));
    StringBuilder update = new StringBuilder("SET v = :v, expires = :expires ADD n :n");
    hours.forEach(
        (hour, count) -> {
          update.append(", ").append(hour).append(" :").append(hour);
          values.put(":" + hour, number(count));
        });
    return update(table, day.pk(), day.sk(), update.toString(), values);
  }

  private TransactWriteItem list(
      CountedHash hash, List<Countable> items, String attempt, Instant expires) {
    List<EventList.Entry> entries =
        items.stream()
            .map(Countable::record)
            .map(
                record ->
                    new EventList.Entry(
                        record.key().id(),
                        record.datetime(),
                        Objects.requireNonNull(record.position())))
            .toList();
    Instant latest =
        entries.stream()
            .map(EventList.Entry::datetime)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    byte[] list = EventList.of(entries, items.stream().map(Countable::tags).toList()).toBytes();
    Item item =
        Item.at(IssueKeys.events(hash), IssueKeys.events(latest, attempt))
            .with("list", list)
            .with("expires", expires.getEpochSecond());
    return TransactWriteItem.builder()
        .put(put -> put.tableName(eventsTable).item(item.attributes()))
        .build();
  }

  private static TransactWriteItem update(
      String table, String pk, String sk, String expression, Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(Item.key(pk, sk))
                    .updateExpression(expression)
                    .expressionAttributeValues(values))
        .build();
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
