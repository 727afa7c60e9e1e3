package dev.tracefold.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Deletes many items by key, in as few calls as DynamoDB allows. */
public final class BatchDeletes {

  /** DynamoDB's limit of items in one call. */
  private static final int ITEMS_MAX = 25;

  /** Rounds for items that came back unprocessed. */
  private static final int ROUNDS_MAX = 50;

  private BatchDeletes() {}

  /** Deletes items; those that are not there are deleted already. */
  public static void delete(
      DynamoDbClient dynamoDb, String table, List<Map<String, AttributeValue>> keys) {
    for (int from = 0; from < keys.size(); from += ITEMS_MAX) {
      List<WriteRequest> open = new ArrayList<>();
      keys.subList(from, Math.min(keys.size(), from + ITEMS_MAX))
          .forEach(key -> open.add(WriteRequest.builder().deleteRequest(d -> d.key(key)).build()));
      deleteChunk(dynamoDb, table, open);
    }
  }

  private static void deleteChunk(
      DynamoDbClient dynamoDb, String table, List<WriteRequest> requests) {
    List<WriteRequest> open = requests;
    for (int round = 0; !open.isEmpty(); round++) {
      if (round == ROUNDS_MAX) {
        throw new IllegalStateException(
            "table %s left %d items undeleted after %d rounds; it is overloaded"
                .formatted(table, open.size(), ROUNDS_MAX));
      }
      Map<String, List<WriteRequest>> wanted = Map.of(table, open);
      open =
          dynamoDb
              .batchWriteItem(request -> request.requestItems(wanted))
              .unprocessedItems()
              .getOrDefault(table, List.of());
    }
  }
}
