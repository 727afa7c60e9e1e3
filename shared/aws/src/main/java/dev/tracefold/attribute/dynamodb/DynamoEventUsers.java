package dev.tracefold.attribute.dynamodb;

import dev.tracefold.attribute.EventUser;
import dev.tracefold.attribute.EventUserStore;
import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.aws.Remembered;
import dev.tracefold.aws.Writes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Users in DynamoDB. Reading first is cheaper than a put that fails: most users are known. */
public final class DynamoEventUsers implements EventUserStore {

  private static final int REMEMBERED_MAX = 50_000;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final BatchReads reads;
  private final Remembered<Boolean> known;

  /**
   * @param table the issues table
   */
  public DynamoEventUsers(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.reads = new BatchReads(dynamoDb);
    this.known = new Remembered<>(REMEMBERED_MAX, clock);
  }

  /** The partition of a user. */
  public static String partition(long projectId, String hash) {
    return "U#%d#%s".formatted(projectId, hash);
  }

  /** The key of a user. */
  public static Map<String, AttributeValue> key(long projectId, String hash) {
    return Item.key(partition(projectId, hash), "USER");
  }

  @Override
  public void ensure(long projectId, Collection<EventUser> users) {
    Map<String, EventUser> unknown = new LinkedHashMap<>();
    for (EventUser user : users) {
      String pk = partition(projectId, user.hash());
      if (known.get(pk).isEmpty()) {
        unknown.putIfAbsent(pk, user);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    Map<String, Item> stored = new HashMap<>();
    reads
        .eventually(table, unknown.keySet().stream().map(pk -> Item.key(pk, "USER")).toList())
        .forEach(item -> stored.put(item.pk(), item));
    List<Map.Entry<String, EventUser>> writes = new ArrayList<>();
    for (Map.Entry<String, EventUser> entry : unknown.entrySet()) {
      Item item = stored.get(entry.getKey());
      if (item == null || isRenamed(item, entry.getValue())) {
        writes.add(entry);
      }
    }
    Parallel.map(writes, entry -> write(entry.getKey(), entry.getValue()));
    unknown.keySet().forEach(pk -> known.put(pk, true));
  }

  @Override
  public void nameUnnamed(long projectId, String hash, String name) {
    Writes.updateIf(
        dynamoDb,
        table,
        key(projectId, hash),
        "SET display_name = :name",
        "attribute_exists(pk) AND attribute_not_exists(display_name)",
        Item.values(":name", name));
  }

  private boolean write(String pk, EventUser user) {
    Item item =
        Item.at(pk, "USER")
            .with("ident", user.ident())
            .with("username", user.username())
            .with("email", user.email())
            .with("ip_address", user.ipAddress())
            .with("display_name", user.name());
    Optional<Item> there = Writes.putIfAbsent(dynamoDb, table, item);
    String name = user.name();
    return there.isEmpty()
        || name == null
        || Writes.updateIf(
            dynamoDb,
            table,
            Item.key(pk, "USER"),
            "SET display_name = :name",
            "attribute_exists(pk)",
            Item.values(":name", name));
  }

  private static boolean isRenamed(Item item, EventUser user) {
    return user.name() != null
        && !item.optionalText("display_name").equals(Optional.of(user.name()));
  }
}
