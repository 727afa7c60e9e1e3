package dev.tracefold.counting.dynamodb;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.aws.Transactions;
import dev.tracefold.aws.Writes;
import dev.tracefold.counting.CommitState;
import dev.tracefold.counting.CountingAttempt;
import dev.tracefold.counting.CountingStep;
import dev.tracefold.counting.Stamp;
import dev.tracefold.counting.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Takes the steps of a {@link CountingAttempt} on a DynamoDB table. One write unit per record of up
 * to 1 KB, and for the whole attempt one transaction with its commit record and what it adds to the
 * counters.
 */
public final class DynamoCounting {

  /** DynamoDB's limit of items in a transaction, less the commit record. */
  public static final int ADDITIONS_MAX = 99;

  /**
   * How long others leave an attempt alone: longer than any function runs, shorter than a queue
   * hides a message, so that whoever gets the message next may take over at once.
   */
  public static final Duration ATTEMPT_DURATION = Duration.ofSeconds(90);

  private static final String RECORD = "RECORD";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Duration horizon;
  private final BatchReads reads;
  private final CommitRecords commits;

  /**
   * @param horizon how long a record is kept, which is how late a redelivery is still recognised
   */
  public DynamoCounting(DynamoDbClient dynamoDb, String table, Clock clock, Duration horizon) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.horizon = Objects.requireNonNull(horizon, "horizon");
    this.reads = new BatchReads(dynamoDb);
    this.commits = new CommitRecords(dynamoDb, table, clock, horizon);
  }

  /** A record under this key, to which its owner adds what it wants to find again. */
  public static Item record(String pk) {
    return Item.at(pk, RECORD);
  }

  /** The key of the record in this partition. */
  public static Map<String, AttributeValue> recordKey(String pk) {
    return Item.key(pk, RECORD);
  }

  /**
   * An attempt that has done everything but commit.
   *
   * @param attempt next is its commit, or nothing
   * @param found the records that other attempts wrote, by id
   */
  public record Claimed(CountingAttempt attempt, Map<String, Item> found) {

    public Claimed {
      found = Map.copyOf(found);
    }

    /** The ids that this attempt counts if it commits. */
    public Set<String> owned() {
      return attempt.next() instanceof CountingStep.Commit commit ? commit.records() : Set.of();
    }
  }

  /** Claims records and counts them at once; see {@link #claim} and {@link #commit}. */
  public Map<String, Counted> count(
      String attemptId,
      Map<String, Item> records,
      Function<Set<String>, List<TransactWriteItem>> additions) {
    return commit(claim(attemptId, records, (dead, fresh) -> fresh), additions);
  }

  /**
   * Claims what was not counted yet.
   *
   * @param attemptId drawn for this call alone
   * @param records by the id of what they count; see {@link #record}
   * @param inPlaceOf from the record of an attempt that died and this one's to what takes its place
   */
  public Claimed claim(
      String attemptId, Map<String, Item> records, BinaryOperator<Item> inPlaceOf) {
    Instant now = clock.instant();
    records.values().forEach(record -> stamp(record, attemptId, now));
    Map<String, Item> found = new HashMap<>();
    CountingAttempt attempt = CountingAttempt.begin(attemptId, records.keySet());
    while (true) {
      CountingStep step = attempt.next();
      switch (step) {
        case CountingStep.Claim claim -> attempt = attempt.afterClaim(claim(records, found));
        case CountingStep.ReadCommits read ->
            attempt = attempt.afterReadCommits(commits.read(read.attempts()), clock.instant());
        case CountingStep.Abort abort ->
            attempt = attempt.afterAbort(commits.abort(abort.attempts()));
        case CountingStep.TakeOver takeOver -> {
          takeOver
              .attemptByRecord()
              .keySet()
              .forEach(
                  id ->
                      records.computeIfPresent(
                          id,
                          (same, fresh) ->
                              inPlaceOf.apply(Objects.requireNonNull(found.get(id)), fresh)));
          attempt = attempt.afterTakeOver(takeOver(takeOver.attemptByRecord(), records));
        }
        case CountingStep.Commit commit -> {
          return new Claimed(attempt, found);
        }
        case CountingStep.Done done -> {
          return new Claimed(attempt, found);
        }
      }
    }
  }

  /**
   * Counts what an attempt has claimed.
   *
   * @param additions from the ids that are to be counted now to at most {@link #ADDITIONS_MAX}
   *     writes, which must not fail by a condition of their own
   * @return for every id what became of it
   */
  public Map<String, Counted> commit(
      Claimed claimed, Function<Set<String>, List<TransactWriteItem>> additions) {
    CountingAttempt attempt = claimed.attempt();
    if (attempt.next() instanceof CountingStep.Commit commit) {
      attempt = attempt.afterCommit(commit(attempt.id(), additions.apply(commit.records())));
    }
    return results(attempt.verdicts(), claimed.found());
  }

  /** The records with these keys, read consistently; those that do not exist are left out. */
  public Map<String, Item> read(Map<String, String> pkById) {
    Map<String, Item> itemByPk =
        reads
            .consistently(table, pkById.values().stream().map(pk -> recordKey(pk)).toList())
            .stream()
            .collect(toUnmodifiableMap(Item::pk, item -> item));
    Map<String, Item> items = new HashMap<>();
    pkById.forEach((id, pk) -> items.computeIfAbsent(id, i -> itemByPk.get(pk)));
    return items;
  }

  /** Which of these attempts counted their records. */
  public Set<String> committed(Set<String> attempts) {
    Set<String> committed = new HashSet<>();
    commits
        .read(attempts)
        .forEach(
            (attempt, state) -> {
              if (state == CommitState.COMMITTED) {
                committed.add(attempt);
              }
            });
    return committed;
  }

  private void stamp(Item record, String attemptId, Instant now) {
    record
        .with("attempt", attemptId)
        .with("deadline", now.plus(ATTEMPT_DURATION).toEpochMilli())
        .with("expires", now.plus(horizon).getEpochSecond());
  }

  /** Puts the absent ones; of the others the stamps, and the items into {@code found}. */
  private Map<String, Stamp> claim(Map<String, Item> records, Map<String, Item> found) {
    List<String> ids = List.copyOf(records.keySet());
    List<Optional<Item>> existing =
        Parallel.map(
            ids,
            id -> Writes.putIfAbsent(dynamoDb, table, Objects.requireNonNull(records.get(id))));
    Map<String, Stamp> stamps = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      if (existing.get(i).isPresent()) {
        Item item = existing.get(i).get();
        found.put(ids.get(i), item);
        stamps.put(
            ids.get(i),
            new Stamp(item.text("attempt"), Instant.ofEpochMilli(item.number("deadline"))));
      }
    }
    return stamps;
  }

  private Set<String> takeOver(Map<String, String> attemptByRecord, Map<String, Item> records) {
    List<String> ids = attemptByRecord.keySet().stream().sorted().toList();
    List<Boolean> tookOver =
        Parallel.map(
            ids,
            id ->
                takeOver(
                    Objects.requireNonNull(records.get(id)),
                    Objects.requireNonNull(attemptByRecord.get(id))));
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      if (tookOver.get(i)) {
        taken.add(ids.get(i));
      }
    }
    return taken;
  }

  private boolean takeOver(Item record, String aborted) {
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(record.attributes())
                  .conditionExpression("attempt = :aborted or attempt = :mine")
                  .expressionAttributeValues(
                      Item.values(":aborted", aborted, ":mine", record.text("attempt"))));
      return true;
    } catch (ConditionalCheckFailedException faster) {
      // Another attempt took it; it is delivered again and then found counted.
      return false;
    }
  }

  private CommitState commit(String attempt, List<TransactWriteItem> additions) {
    if (additions.size() > ADDITIONS_MAX) {
      throw new IllegalArgumentException(
          "an attempt adds to %d items; at most %d fit a transaction: use more attempts"
              .formatted(additions.size(), ADDITIONS_MAX));
    }
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        TransactWriteItem.builder()
            .put(
                Put.builder()
                    .tableName(table)
                    .item(commits.item(attempt, true).attributes())
                    .conditionExpression("attribute_not_exists(pk)")
                    .build())
            .build());
    writes.addAll(additions);
    try {
      Transactions.write(dynamoDb, writes);
      return CommitState.COMMITTED;
    } catch (TransactionCanceledException refused) {
      // Only the commit record has a condition: it is there, written by an abort, or by this very
      // transaction when its first answer was lost.
      return Objects.requireNonNull(commits.read(Set.of(attempt)).get(attempt));
    }
  }

  private static Map<String, Counted> results(
      Map<String, Verdict> verdicts, Map<String, Item> found) {
    Map<String, Counted> results = new HashMap<>();
    verdicts.forEach(
        (id, verdict) ->
            results.put(
                id,
                switch (verdict) {
                  case COUNTED_NOW -> new Counted.Now();
                  case COUNTED_BEFORE -> new Counted.Before(Objects.requireNonNull(found.get(id)));
                  case LATER -> new Counted.Later();
                }));
    return results;
  }
}
