package dev.tracefold.aws;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Conditional writes of one item, whose loser learns what is there instead. */
public final class Writes {

  private Writes() {}

  /** Puts an item if there is none with its key; else the one that is there. */
  public static Optional<Item> putIfAbsent(DynamoDbClient dynamoDb, String table, Item item) {
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item.attributes())
                  .conditionExpression("attribute_not_exists(pk)")
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException there) {
      return Optional.of(Item.of(there.item()));
    }
  }

  /**
   * Updates an item if a condition holds.
   *
   * @return whether it held
   */
  public static boolean updateIf(
      DynamoDbClient dynamoDb,
      String table,
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key)
                  .updateExpression(update)
                  .conditionExpression(condition)
                  .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return false;
    }
  }

  /**
   * Updates an item if a condition holds.
   *
   * @param names of attributes that are reserved words, by placeholder
   * @param values may be empty
   * @return whether it held
   */
  public static boolean updateIf(
      DynamoDbClient dynamoDb,
      String table,
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key)
                  .updateExpression(update)
                  .conditionExpression(condition)
                  .expressionAttributeNames(names)
                  .expressionAttributeValues(values.isEmpty() ? null : values));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return false;
    }
  }

  /**
   * Updates an item if a condition holds.
   *
   * @return empty if it held; else the item that refused, with nothing but its key if there is none
   */
  public static Optional<Item> updateUnless(
      DynamoDbClient dynamoDb,
      String table,
      Map<String, AttributeValue> key,
      String update,
      String condition,
      Map<String, AttributeValue> values) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key)
                  .updateExpression(update)
                  .conditionExpression(condition)
                  .expressionAttributeValues(values)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException refused) {
      return Optional.of(Item.of(refused.hasItem() ? refused.item() : key));
    }
  }

  /**
   * Deletes an item if a condition holds; an item that is not there is deleted already.
   *
   * @return whether the item is gone now
   */
  public static boolean deleteIf(
      DynamoDbClient dynamoDb,
      String table,
      Map<String, AttributeValue> key,
      String condition,
      Map<String, AttributeValue> values) {
    try {
      dynamoDb.deleteItem(
          request ->
              request
                  .tableName(table)
                  .key(key)
                  .conditionExpression("attribute_not_exists(pk) OR (" + condition + ")")
                  .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return false;
    }
  }

  /** Reads one item as of now. */
  public static Optional<Item> read(
      DynamoDbClient dynamoDb, String table, Map<String, AttributeValue> key) {
    return Item.found(
        dynamoDb.getItem(request -> request.tableName(table).key(key).consistentRead(true)).item());
  }
}
