package dev.tracefold.saving.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.counting.dynamodb.DynamoCounting;
import dev.tracefold.saving.EventRecord;
import dev.tracefold.saving.EventRecords;
import dev.tracefold.saving.ItemKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Finds records of items whose attempt committed. */
public final class DynamoEventRecords implements EventRecords {

  private final DynamoCounting counting;

  DynamoEventRecords(DynamoCounting counting) {
    this.counting = Objects.requireNonNull(counting, "counting");
  }

  /** For somebody who counts nothing. */
  public static DynamoEventRecords of(DynamoDbClient dynamoDb, String eventsTable, Clock clock) {
    return new DynamoEventRecords(new DynamoCounting(dynamoDb, eventsTable, clock, Duration.ZERO));
  }

  @Override
  public Map<ItemKey, EventRecord> find(Collection<ItemKey> keys) {
    Map<String, ItemKey> byId = new HashMap<>();
    Map<String, String> pks = new HashMap<>();
    for (ItemKey key : keys) {
      byId.put(RecordItem.partition(key), key);
      pks.put(RecordItem.partition(key), RecordItem.partition(key));
    }
    Map<String, Item> stored = counting.read(pks);
    Set<String> committed =
        counting.committed(
            new HashSet<>(stored.values().stream().map(item -> item.text("attempt")).toList()));
    Map<ItemKey, EventRecord> records = new HashMap<>();
    stored.forEach(
        (pk, item) -> {
          if (committed.contains(item.text("attempt"))) {
            ItemKey key = Objects.requireNonNull(byId.get(pk));
            records.put(key, RecordItem.read(key, item));
          }
        });
    return records;
  }
}
