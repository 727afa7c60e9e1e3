package dev.tracefold.deadletter.dynamodb;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.deadletter.FailureReasons;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reasons in DynamoDB; the items are listed in the package's description. */
public final class DynamoFailureReasons implements FailureReasons {

  /** As long as SQS keeps a message, its time in a dead-letter queue included. */
  private static final Duration KEPT = Duration.ofDays(14);

  private static final String PREFIX = "F#";
  private static final String REASON = "REASON";

  private static final System.Logger LOG = System.getLogger(DynamoFailureReasons.class.getName());

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  public DynamoFailureReasons(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public void note(Collection<Failure> failures) {
    List<Failure> repeated =
        failures.stream().filter(failure -> failure.deliveries() >= DELIVERIES_MIN).toList();
    try {
      Parallel.map(repeated, this::put);
    } catch (RuntimeException outage) {
      LOG.log(System.Logger.Level.WARNING, "the reasons of failures were not noted", outage);
    }
  }

  private boolean put(Failure failure) {
    Item item =
        Item.at(PREFIX + failure.messageId(), REASON)
            .with("reason", failure.reason())
            .with("expires", clock.instant().plus(KEPT).getEpochSecond());
    dynamoDb.putItem(request -> request.tableName(table).item(item.attributes()));
    return true;
  }

  @Override
  public Map<String, String> find(Collection<String> messageIds) {
    Map<String, String> reasons = new HashMap<>();
    new BatchReads(dynamoDb)
        .eventually(table, messageIds.stream().map(id -> Item.key(PREFIX + id, REASON)).toList())
        .forEach(item -> reasons.put(item.pk().substring(PREFIX.length()), item.text("reason")));
    return reasons;
  }
}
