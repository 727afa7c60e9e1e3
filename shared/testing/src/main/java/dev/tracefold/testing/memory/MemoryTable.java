package dev.tracefold.testing.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The items of one table with the keys {@code pk} and {@code sk}, both texts. */
final class MemoryTable {

  /** DynamoDB's limit for an item. */
  private static final int ITEM_BYTES_MAX = 400 * 1024;

  /** An index on two attributes. */
  record Index(String partition, String sort) {}

  private final Map<String, Index> indexes;
  private final NavigableMap<String, NavigableMap<String, ObjectNode>> partitions =
      new TreeMap<>(Values.BY_BYTES);

  MemoryTable(Map<String, Index> indexes) {
    this.indexes = Map.copyOf(indexes);
  }

  /** The key alone of an item. */
  static ObjectNode key(JsonNode item) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("pk", "sk")) {
      if (item.at("/" + name + "/S").asText().isEmpty()) {
        throw Refusal.invalid("expected a key with a text %s, found %s".formatted(name, item));
      }
      key.set(name, item.get(name));
    }
    return key;
  }

  @Nullable ObjectNode get(JsonNode key) {
    NavigableMap<String, ObjectNode> partition = partitions.get(pk(key));
    return partition == null ? null : partition.get(sk(key));
  }

  void put(ObjectNode item) {
    key(item);
    if (Values.bytes(item) > ITEM_BYTES_MAX) {
      throw Refusal.invalid("Item size has exceeded the maximum allowed size");
    }
    partitions.computeIfAbsent(pk(item), pk -> new TreeMap<>(Values.BY_BYTES)).put(sk(item), item);
  }

  void delete(JsonNode key) {
    NavigableMap<String, ObjectNode> partition = partitions.get(pk(key));
    if (partition != null) {
      partition.remove(sk(key));
      if (partition.isEmpty()) {
        partitions.remove(pk(key));
      }
    }
  }

  /** All items by their keys. */
  List<ObjectNode> all() {
    return partitions.values().stream().flatMap(rows -> rows.values().stream()).toList();
  }

  /** The items of a partition by their sort keys. */
  List<ObjectNode> partition(String pk) {
    return List.copyOf(partitions.getOrDefault(pk, new TreeMap<>()).values());
  }

  /** The items of a partition of an index by their sort keys there. */
  List<ObjectNode> partition(String index, String value) {
    Index keys = index(index);
    List<ObjectNode> items = new ArrayList<>();
    for (ObjectNode item : all()) {
      if (item.path(keys.partition()).path("S").asText().equals(value) && item.has(keys.sort())) {
        items.add(item);
      }
    }
    items.sort(Comparator.comparing(item -> item.get(keys.sort()), Values::compare));
    return items;
  }

  Index index(String name) {
    Index index = indexes.get(name);
    if (index == null) {
      throw Refusal.invalid("The table does not have the specified index: " + name);
    }
    return index;
  }

  private static String pk(JsonNode item) {
    return item.at("/pk/S").asText();
  }

  private static String sk(JsonNode item) {
    return item.at("/sk/S").asText();
  }
}
