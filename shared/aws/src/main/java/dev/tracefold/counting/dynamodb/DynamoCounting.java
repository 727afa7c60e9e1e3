package dev.tracefold.counting.dynamodb;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.aws.Transactions;
import dev.tracefold.counting.CommitState;
import dev.tracefold.counting.CountingAttempt;
import dev.tracefold.counting.CountingStep;
import dev.tracefold.counting.Stamp;
import dev.tracefold.counting.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
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

  /** Commit records live this much longer than records, for DynamoDB deletes late and unordered. */
  private static final Duration COMMIT_MARGIN = Duration.ofDays(30);

  private static final String RECORD = "RECORD";
  private static final String COMMIT = "COMMIT";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Duration horizon;
  private final BatchReads reads;

  /**
   * @param horizon how long a record is kept, which is how late a redelivery is still recognised
   */
  public DynamoCounting(DynamoDbClient dynamoDb, String table, Clock clock, Duration horizon) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.horizon = Objects.requireNonNull(horizon, "horizon");
    this.reads = new BatchReads(dynamoDb);
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
   * Counts what was not counted yet.
   *
   * @param attemptId drawn for this call alone
   * @param records by the id of what they count; see {@link #record}
   * @param additions from the ids that are to be counted now to at most {@link #ADDITIONS_MAX}
   *     writes, which must not fail by a condition of their own
   * @return for every id what became of it
   */
  public Map<String, Counted> count(
      String attemptId,
      Map<String, Item> records,
      Function<Set<String>, List<TransactWriteItem>> additions) {
    Instant now = clock.instant();
    records.values().forEach(record -> stamp(record, attemptId, now));
    Map<String, Item> found = new HashMap<>();
    CountingAttempt attempt = CountingAttempt.begin(attemptId, records.keySet());
    while (true) {
      CountingStep step = attempt.next();
      if (step instanceof CountingStep.Done done) {
        return results(done.verdicts(), found);
      }
      attempt = take(step, attempt, records, found, additions);
    }
  }

  /** The records with these keys, read consistently; those that do not exist are left out. */
  public Map<String, Item> read(Map<String, String> pkById) {
    Map<String, Item> itemByPk =
        reads.consistently(table, keys(pkById.values(), RECORD)).stream()
            .collect(toUnmodifiableMap(Item::pk, item -> item));
    Map<String, Item> items = new HashMap<>();
    pkById.forEach((id, pk) -> items.computeIfAbsent(id, i -> itemByPk.get(pk)));
    return items;
  }

  /** Which of these attempts counted their records. */
  public Set<String> committed(Set<String> attempts) {
    Set<String> committed = new HashSet<>();
    readCommits(attempts)
        .forEach(
            (attempt, state) -> {
              if (state == CommitState.COMMITTED) {
                committed.add(attempt);
              }
            });
    return committed;
  }

  private CountingAttempt take(
      CountingStep step,
      CountingAttempt attempt,
      Map<String, Item> records,
      Map<String, Item> found,
      Function<Set<String>, List<TransactWriteItem>> additions) {
    return switch (step) {
      case CountingStep.Claim claim -> attempt.afterClaim(claim(records, found));
      case CountingStep.ReadCommits read ->
          attempt.afterReadCommits(readCommits(read.attempts()), clock.instant());
      case CountingStep.Abort abort -> attempt.afterAbort(abort(abort.attempts()));
      case CountingStep.TakeOver takeOver ->
          attempt.afterTakeOver(takeOver(takeOver.attemptByRecord(), records));
      case CountingStep.Commit commit ->
          attempt.afterCommit(commit(attempt.id(), additions.apply(commit.records())));
      case CountingStep.Done done -> attempt;
    };
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
        Parallel.map(ids, id -> putIfAbsent(Objects.requireNonNull(records.get(id))));
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

  /** The item that was there before, or empty if this one is now. */
  private Optional<Item> putIfAbsent(Item item) {
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item.attributes())
                  .conditionExpression("attribute_not_exists(pk)")
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException there) {
      return Optional.of(Item.of(there.item()));
    }
  }

  private Map<String, CommitState> readCommits(Set<String> attempts) {
    Map<String, CommitState> states = new HashMap<>();
    attempts.forEach(attempt -> states.put(attempt, CommitState.ABSENT));
    List<String> pks = attempts.stream().map(DynamoCounting::commitKey).toList();
    for (Item item : reads.consistently(table, keys(pks, COMMIT))) {
      states.put(item.text("attempt"), state(item));
    }
    return states;
  }

  private Map<String, CommitState> abort(Set<String> attempts) {
    Map<String, CommitState> states = new HashMap<>();
    for (String attempt : attempts) {
      Optional<Item> written = putIfAbsent(commitItem(attempt, false));
      states.put(attempt, written.map(DynamoCounting::state).orElse(CommitState.ABORTED));
    }
    return states;
  }

  private Set<String> takeOver(Map<String, String> attemptByRecord, Map<String, Item> records) {
    Set<String> taken = new HashSet<>();
    attemptByRecord.forEach(
        (id, attempt) -> {
          Item record = Objects.requireNonNull(records.get(id));
          try {
            dynamoDb.putItem(
                request ->
                    request
                        .tableName(table)
                        .item(record.attributes())
                        .conditionExpression("attempt = :aborted or attempt = :mine")
                        .expressionAttributeValues(
                            Item.values(":aborted", attempt, ":mine", record.text("attempt"))));
            taken.add(id);
          } catch (ConditionalCheckFailedException faster) {
            // Another attempt took it; it is delivered again and then found counted.
          }
        });
    return taken;
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
                    .item(commitItem(attempt, true).attributes())
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
      return Objects.requireNonNull(readCommits(Set.of(attempt)).get(attempt));
    }
  }

  private Item commitItem(String attempt, boolean committed) {
    return Item.at(commitKey(attempt), COMMIT)
        .with("attempt", attempt)
        .with("committed", committed)
        .with("expires", clock.instant().plus(horizon).plus(COMMIT_MARGIN).getEpochSecond());
  }

  private static List<Map<String, AttributeValue>> keys(Collection<String> pks, String sk) {
    return pks.stream().map(pk -> Item.key(pk, sk)).toList();
  }

  private static String commitKey(String attempt) {
    return "X#" + attempt;
  }

  private static CommitState state(Item commit) {
    return commit.flag("committed") ? CommitState.COMMITTED : CommitState.ABORTED;
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
