package dev.tracefold.saving.dynamodb;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Remembered;
import dev.tracefold.aws.Writes;
import dev.tracefold.saving.FirstItems;
import dev.tracefold.saving.ItemKind;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** First items of projects on the issues table: {@code P#<project>} / {@code FIRST#<kind>}. */
public final class DynamoFirstItems implements FirstItems {

  /** Projects and kinds that one instance meets in an hour. */
  private static final int REMEMBERED_MAX = 10_000;

  private static final String PREFIX = "FIRST#";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Remembered<Boolean> ensured;

  /**
   * @param table the issues table
   */
  public DynamoFirstItems(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.ensured = new Remembered<>(REMEMBERED_MAX, clock);
  }

  @Override
  public void ensure(long projectId, ItemKind kind, Instant happened) {
    Item item =
        Item.at("P#" + projectId, PREFIX + kind.wireName())
            .with("happened", happened.toEpochMilli());
    String key = item.pk() + "|" + item.sk();
    if (ensured.get(key).isEmpty()) {
      Writes.putIfAbsent(dynamoDb, table, item);
      ensured.put(key, true);
    }
  }

  @Override
  public Map<ItemKind, Instant> find(long projectId) {
    Map<ItemKind, Instant> found = new EnumMap<>(ItemKind.class);
    new BatchReads(dynamoDb)
        .consistently(
            table,
            List.of(ItemKind.values()).stream()
                .map(kind -> Item.key("P#" + projectId, PREFIX + kind.wireName()))
                .toList())
        .forEach(
            item ->
                ItemKind.of(item.sk().substring(PREFIX.length()))
                    .ifPresent(
                        kind -> found.put(kind, Instant.ofEpochMilli(item.number("happened")))));
    return found;
  }
}
