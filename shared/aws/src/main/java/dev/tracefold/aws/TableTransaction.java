package dev.tracefold.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes to one table that are done all together or not at all, collected one by one. */
public final class TableTransaction {

  /** DynamoDB's limit of items in a transaction. */
  public static final int WRITES_MAX = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  public TableTransaction(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
  }

  /** Puts an item, whatever is there. */
  public TableTransaction put(Item item) {
    return add(w -> w.put(put -> put.tableName(table).item(item.attributes())));
  }

  /** Puts an item, on condition that there is none with its key. */
  public TableTransaction putIfAbsent(Item item) {
    return add(
        w ->
            w.put(
                put ->
                    put.tableName(table)
                        .item(item.attributes())
                        .conditionExpression("attribute_not_exists(pk)")));
  }

  /** Updates an item, or makes it. */
  public TableTransaction update(
      Map<String, AttributeValue> key, String update, Map<String, AttributeValue> values) {
    return add(
        w ->
            w.update(
                u ->
                    u.tableName(table)
                        .key(key)
                        .updateExpression(update)
                        .expressionAttributeValues(values)));
  }

  /** Updates an item, on a condition. */
  public TableTransaction updateIf(
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    return add(
        w ->
            w.update(
                u ->
                    u.tableName(table)
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)));
  }

  /** Deletes an item if it is there. */
  public TableTransaction delete(Map<String, AttributeValue> key) {
    return add(w -> w.delete(delete -> delete.tableName(table).key(key)));
  }

  /** Asserts a condition on an item that stays as it is. */
  public TableTransaction check(
      Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
    return add(
        w ->
            w.conditionCheck(
                check ->
                    check
                        .tableName(table)
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.isEmpty() ? null : values)));
  }

  /**
   * Does the writes.
   *
   * @return whether all conditions held; if not, nothing was written
   * @throws TransactionCanceledException if other transactions were in the way for too long
   */
  public boolean write() {
    try {
      Transactions.write(dynamoDb, writes);
      return true;
    } catch (TransactionCanceledException canceled) {
      if (!Transactions.conditionFailed(canceled)) {
        throw canceled;
      }
      return false;
    }
  }

  private TableTransaction add(Consumer<TransactWriteItem.Builder> write) {
    writes.add(TransactWriteItem.builder().applyMutation(write).build());
    return this;
  }
}
