package dev.tracefold.testing.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of DynamoDB that Tracefold uses, each at once. It knows no throughput and no
 * conflicts of its own.
 */
final class MemoryDynamoDb {

  private static final int WRITES_MAX = 100;
  private static final int WRITTEN_BYTES_MAX = 4 * 1024 * 1024;
  private static final int READS_MAX = 100;
  private static final int BATCH_WRITES_MAX = 25;

  /** Small, so that every list of some length has pages. */
  private static final int QUERY_PAGE = 10;

  private static final int SCAN_PAGE = 5000;

  private static final String FAILED = "ConditionalCheckFailed";

  private final Map<String, MemoryTable> tables;
  private final Set<String> tokens = new HashSet<>();

  MemoryDynamoDb(Map<String, MemoryTable> tables) {
    this.tables = Map.copyOf(tables);
  }

  MemoryTable table(String name) {
    MemoryTable table = tables.get(name);
    if (table == null) {
      throw new Refusal(400, "ResourceNotFoundException", "there is no table " + name);
    }
    return table;
  }

  ObjectNode answer(String operation, JsonNode request) {
    return switch (operation) {
      case "GetItem" -> get(request);
      case "BatchGetItem" -> batchGet(request);
      case "Query" -> query(request);
      case "Scan" -> page(request, table(request).all(), SCAN_PAGE, null);
      case "PutItem", "UpdateItem", "DeleteItem" -> write(operation, request);
      case "BatchWriteItem" -> batchWrite(request);
      case "TransactWriteItems" -> transaction(request);
      default -> throw new Refusal(400, "UnknownOperationException", operation);
    };
  }

  private MemoryTable table(JsonNode request) {
    return table(request.path("TableName").asText());
  }

  private ObjectNode get(JsonNode request) {
    ObjectNode item = table(request).get(MemoryTable.key(request.path("Key")));
    ObjectNode answer = object();
    if (item != null) {
      answer.set("Item", item);
    }
    return answer;
  }

  private ObjectNode batchGet(JsonNode request) {
    ObjectNode answer = object();
    ObjectNode responses = answer.putObject("Responses");
    answer.putObject("UnprocessedKeys");
    for (var wanted : request.path("RequestItems").properties()) {
      ArrayNode items = responses.putArray(wanted.getKey());
      Set<JsonNode> keys = new HashSet<>();
      for (JsonNode key : wanted.getValue().path("Keys")) {
        if (!keys.add(key) || keys.size() > READS_MAX) {
          throw Refusal.invalid("expected up to %d distinct keys".formatted(READS_MAX));
        }
        ObjectNode item = table(wanted.getKey()).get(MemoryTable.key(key));
        if (item != null) {
          items.add(item);
        }
      }
    }
    return answer;
  }

  private ObjectNode query(JsonNode request) {
    MemoryTable table = table(request);
    String index = request.path("IndexName").asText("");
    String attribute = index.isEmpty() ? "pk" : table.index(index).partition();
    String value = partitionOf(request, attribute);
    List<ObjectNode> items =
        index.isEmpty() ? table.partition(value) : table.partition(index, value);
    return page(request, items, QUERY_PAGE, index.isEmpty() ? null : table.index(index));
  }

  /** The value that a key condition demands of the attribute; every condition begins with it. */
  private static String partitionOf(JsonNode request, String attribute) {
    String[] words = request.path("KeyConditionExpression").asText().split("\\s+", 4);
    String named = request.path("ExpressionAttributeNames").path(words[0]).asText(words[0]);
    if (words.length < 3 || !named.equals(attribute) || !words[1].equals("=")) {
      throw Refusal.invalid(
          "expected a key condition that begins with '%s ='".formatted(attribute));
    }
    return request.path("ExpressionAttributeValues").path(words[2]).path("S").asText();
  }

  private static ObjectNode page(
      JsonNode request, List<ObjectNode> sorted, int page, MemoryTable.@Nullable Index index) {
    List<ObjectNode> items =
        request.path("ScanIndexForward").asBoolean(true) ? sorted : sorted.reversed();
    Set<String> used = new HashSet<>();
    Expression.holds("KeyConditionExpression", request, object(), used);
    Expression.holds("FilterExpression", request, object(), used);
    Expression.checkUsed(request, used);
    JsonNode start = request.path("ExclusiveStartKey");
    int most = request.path("Limit").asInt(page);
    ObjectNode answer = object();
    ArrayNode found = answer.putArray("Items");
    int evaluated = 0;
    boolean started = start.isMissingNode();
    for (ObjectNode item : items) {
      if (!started) {
        started = MemoryTable.key(item).equals(MemoryTable.key(start));
        continue;
      }
      if (!Expression.holds("KeyConditionExpression", request, item, used)) {
        continue;
      }
      if (evaluated++ == most) {
        break;
      }
      answer.set("LastEvaluatedKey", startKey(item, index));
      if (Expression.holds("FilterExpression", request, item, used)) {
        found.add(item);
      }
    }
    if (evaluated <= most) {
      answer.remove("LastEvaluatedKey");
    }
    return answer.put("Count", found.size());
  }

  private static ObjectNode startKey(ObjectNode item, MemoryTable.@Nullable Index index) {
    ObjectNode key = MemoryTable.key(item);
    if (index != null) {
      key.set(index.partition(), item.get(index.partition()));
      key.set(index.sort(), item.get(index.sort()));
    }
    return key;
  }

  private ObjectNode write(String operation, JsonNode request) {
    MemoryTable table = table(request);
    String field = operation.equals("PutItem") ? "Item" : "Key";
    ObjectNode key = MemoryTable.key(request.path(field));
    ObjectNode before = table.get(key);
    Set<String> used = new HashSet<>();
    boolean holds = holds(request, before, used);
    ObjectNode after = after(operation, request, before, used);
    Expression.checkUsed(request, used);
    if (!holds) {
      ObjectNode details = object();
      if (before != null
          && request.path("ReturnValuesOnConditionCheckFailure").asText().equals("ALL_OLD")) {
        details.set("Item", before);
      }
      throw new Refusal(
          400, "ConditionalCheckFailedException", "The conditional request failed", details);
    }
    store(table, key, after);
    ObjectNode answer = object();
    if (request.path("ReturnValues").asText("NONE").equals("UPDATED_NEW") && after != null) {
      ObjectNode updated = after.deepCopy();
      updated.remove(List.of("pk", "sk"));
      answer.set("Attributes", updated);
    }
    return answer;
  }

  private static boolean holds(JsonNode request, @Nullable ObjectNode item, Set<String> used) {
    return Expression.holds("ConditionExpression", request, item == null ? object() : item, used);
  }

  /** The item after the write; null if there is none then. */
  private static @Nullable ObjectNode after(
      String operation, JsonNode request, @Nullable ObjectNode before, Set<String> used) {
    return switch (operation) {
      case "PutItem", "Put" -> (ObjectNode) request.path("Item").deepCopy();
      case "UpdateItem", "Update" ->
          new Expression(request.path("UpdateExpression").asText(), request, used)
              .update(before == null ? MemoryTable.key(request.path("Key")) : before);
      case "DeleteItem", "Delete" -> null;
      case "ConditionCheck" -> before;
      default -> throw Refusal.invalid("unknown write " + operation);
    };
  }

  private static void store(MemoryTable table, ObjectNode key, @Nullable ObjectNode after) {
    if (after == null) {
      table.delete(key);
    } else {
      table.put(after);
    }
  }

  private ObjectNode batchWrite(JsonNode request) {
    int writes = 0;
    for (var wanted : request.path("RequestItems").properties()) {
      for (JsonNode write : wanted.getValue()) {
        if (++writes > BATCH_WRITES_MAX) {
          throw Refusal.invalid("expected up to %d writes".formatted(BATCH_WRITES_MAX));
        }
        MemoryTable table = table(wanted.getKey());
        if (write.has("DeleteRequest")) {
          table.delete(MemoryTable.key(write.at("/DeleteRequest/Key")));
        } else {
          table.put((ObjectNode) write.at("/PutRequest/Item").deepCopy());
        }
      }
    }
    ObjectNode answer = object();
    answer.putObject("UnprocessedItems");
    return answer;
  }

  private record Place(MemoryTable table, ObjectNode key) {}

  private ObjectNode transaction(JsonNode request) {
    String token = request.path("ClientRequestToken").asText("");
    if (!token.isEmpty() && tokens.contains(token)) {
      return object();
    }
    JsonNode writes = request.path("TransactItems");
    if (writes.isEmpty() || writes.size() > WRITES_MAX) {
      throw Refusal.invalid(
          "expected 1 to %d writes, found %d".formatted(WRITES_MAX, writes.size()));
    }
    Map<Place, @Nullable ObjectNode> after = new LinkedHashMap<>();
    List<String> reasons = new ArrayList<>();
    for (JsonNode write : writes) {
      String operation = write.fieldNames().next();
      JsonNode one = write.path(operation);
      ObjectNode key = MemoryTable.key(one.path(operation.equals("Put") ? "Item" : "Key"));
      var place = new Place(table(one), key);
      if (after.containsKey(place)) {
        throw Refusal.invalid(
            "Transaction request cannot include multiple operations on one item: " + key);
      }
      ObjectNode before = place.table().get(key);
      Set<String> used = new HashSet<>();
      reasons.add(holds(one, before, used) ? "None" : FAILED);
      after.put(place, after(operation, one, before, used));
      Expression.checkUsed(one, used);
    }
    if (reasons.contains(FAILED)) {
      throw canceled(reasons);
    }
    // First all that can fail, so that nothing is done by half.
    long bytes = 0;
    for (ObjectNode item : after.values()) {
      check(item);
      bytes += item == null ? 0 : Values.bytes(item);
    }
    if (bytes > WRITTEN_BYTES_MAX) {
      throw Refusal.invalid(
          "expected up to %d bytes in a transaction, found %d".formatted(WRITTEN_BYTES_MAX, bytes));
    }
    after.forEach((place, item) -> store(place.table(), place.key(), item));
    tokens.add(token);
    return object();
  }

  private static void check(@Nullable ObjectNode item) {
    if (item != null) {
      new MemoryTable(Map.of()).put(item);
    }
  }

  /** A transaction that was not done, with the reason of each of its writes. */
  static Refusal canceled(List<String> reasons) {
    ObjectNode details = object();
    ArrayNode list = details.putArray("CancellationReasons");
    reasons.forEach(reason -> list.addObject().put("Code", reason));
    return new Refusal(
        400,
        "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons " + reasons,
        details);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
