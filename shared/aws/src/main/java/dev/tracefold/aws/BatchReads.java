package dev.tracefold.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items by key, in as few calls as DynamoDB allows. */
public final class BatchReads {

  /** DynamoDB's limit of keys in one call. */
  private static final int KEYS_MAX = 100;

  /** Rounds for keys that came back unprocessed, each with at least one item read. */
  private static final int ROUNDS_MAX = 50;

  private final DynamoDbClient dynamoDb;

  public BatchReads(DynamoDbClient dynamoDb) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
  }

  /** The items that exist, in no order, as of now: for decisions. */
  public List<Item> consistently(String table, Collection<Map<String, AttributeValue>> keys) {
    return read(table, keys, true);
  }

  /** The items that exist, in no order, maybe as of a moment ago: for hints, at half the price. */
  public List<Item> eventually(String table, Collection<Map<String, AttributeValue>> keys) {
    return read(table, keys, false);
  }

  private List<Item> read(
      String table, Collection<Map<String, AttributeValue>> keys, boolean consistent) {
    List<Item> items = new ArrayList<>();
    List<Map<String, AttributeValue>> open = List.copyOf(new LinkedHashSet<>(keys));
    for (int round = 1; !open.isEmpty(); round++) {
      if (round > ROUNDS_MAX) {
        throw new IllegalStateException(
            "table %s left %d of %d keys unread after %d rounds; it is overloaded"
                .formatted(table, open.size(), keys.size(), ROUNDS_MAX));
      }
      List<Map<String, AttributeValue>> unread = new ArrayList<>();
      for (int from = 0; from < open.size(); from += KEYS_MAX) {
        unread.addAll(
            readChunk(
                table,
                open.subList(from, Math.min(open.size(), from + KEYS_MAX)),
                consistent,
                items));
      }
      open = unread;
    }
    return items;
  }

  private List<Map<String, AttributeValue>> readChunk(
      String table, List<Map<String, AttributeValue>> keys, boolean consistent, List<Item> items) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder().keys(keys).consistentRead(consistent).build();
    BatchGetItemResponse response =
        dynamoDb.batchGetItem(request -> request.requestItems(Map.of(table, wanted)));
    response.responses().getOrDefault(table, List.of()).forEach(a -> items.add(Item.of(a)));
    KeysAndAttributes unprocessed = response.unprocessedKeys().get(table);
    return unprocessed == null ? List.of() : unprocessed.keys();
  }
}
