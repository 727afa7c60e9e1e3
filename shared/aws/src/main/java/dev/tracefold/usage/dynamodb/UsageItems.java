package dev.tracefold.usage.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.usage.UsageRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Additions to usage counters, as parts of a transaction. */
public final class UsageItems {

  private UsageItems() {}

  /**
   * The write that adds to a counter. It has no condition, so that it never fails by one.
   *
   * @param shard of the counter, drawn once per invocation; see {@code UsageKey.SHARDS}
   * @param expires when the counter may go
   */
  public static TransactWriteItem addition(String table, UsageRow row, int shard, Instant expires) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":items", AttributeValue.fromN(Long.toString(row.items())));
    values.put(":quantity", AttributeValue.fromN(Long.toString(row.quantity())));
    values.put(":refunded", AttributeValue.fromN(Long.toString(row.refunded())));
    values.put(":v", AttributeValue.fromN(Long.toString(Item.FORMAT_VERSION)));
    values.put(":expires", AttributeValue.fromN(Long.toString(expires.getEpochSecond())));
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(Item.key(row.key().partition(), row.key().row(shard)))
                    .updateExpression(
                        "set v = :v, expires = :expires"
                            + " add item_count :items, quantity :quantity, refunded :refunded")
                    .expressionAttributeValues(values))
        .build();
  }
}
