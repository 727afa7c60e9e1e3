package dev.tracefold.counting.dynamodb;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Writes;
import dev.tracefold.counting.CommitState;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Says of attempts whether they committed: one item each, written once. */
final class CommitRecords {

  /** Commit records live this much longer than records, for DynamoDB deletes late and unordered. */
  private static final Duration MARGIN = Duration.ofDays(30);

  private static final String COMMIT = "COMMIT";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Duration horizon;
  private final BatchReads reads;

  /**
   * @param horizon how long the records are kept that bear the stamps of attempts
   */
  CommitRecords(DynamoDbClient dynamoDb, String table, Clock clock, Duration horizon) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
    this.horizon = horizon;
    this.reads = new BatchReads(dynamoDb);
  }

  /** What each attempt's record says now. */
  Map<String, CommitState> read(Set<String> attempts) {
    Map<String, CommitState> states = new HashMap<>();
    attempts.forEach(attempt -> states.put(attempt, CommitState.ABSENT));
    List<Map<String, AttributeValue>> keys =
        attempts.stream().map(attempt -> Item.key(key(attempt), COMMIT)).toList();
    for (Item item : reads.consistently(table, keys)) {
      states.put(item.text("attempt"), state(item));
    }
    return states;
  }

  /** Aborts attempts that are undecided; what each attempt's record says then. */
  Map<String, CommitState> abort(Set<String> attempts) {
    Map<String, CommitState> states = new HashMap<>();
    for (String attempt : attempts.stream().sorted().toList()) {
      Optional<Item> written = Writes.putIfAbsent(dynamoDb, table, item(attempt, false));
      states.put(attempt, written.map(CommitRecords::state).orElse(CommitState.ABORTED));
    }
    return states;
  }

  /** The record that says that an attempt committed, or that it never will. */
  Item item(String attempt, boolean committed) {
    return Item.at(key(attempt), COMMIT)
        .with("attempt", attempt)
        .with("committed", committed)
        .with("expires", clock.instant().plus(horizon).plus(MARGIN).getEpochSecond());
  }

  private static String key(String attempt) {
    return "X#" + attempt;
  }

  private static CommitState state(Item commit) {
    return commit.flag("committed") ? CommitState.COMMITTED : CommitState.ABORTED;
  }
}
