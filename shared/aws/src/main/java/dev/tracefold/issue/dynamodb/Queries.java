package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.Item;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Queries of one partition of a table, each as of now. */
final class Queries {

  /** Rows that are read ahead where few may be wanted. */
  private static final int PAGE = 20;

  private final DynamoDbClient dynamoDb;
  private final String table;

  Queries(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** All items of a partition. */
  List<Item> all(String pk) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Item.values(":pk", pk))
                    .consistentRead(true))
        .items()
        .stream()
        .map(Item::of)
        .toList();
  }

  /** All items whose sort key begins with a text. */
  List<Item> beginningWith(String pk, String prefix) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk and begins_with(sk, :prefix)")
                    .expressionAttributeValues(Item.values(":pk", pk, ":prefix", prefix))
                    .consistentRead(true))
        .items()
        .stream()
        .map(Item::of)
        .toList();
  }

  /** All items with sort keys between two texts. */
  List<Item> between(String pk, String from, String to) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk and sk between :from and :to")
                    .expressionAttributeValues(Item.values(":pk", pk, ":from", from, ":to", to))
                    .consistentRead(true))
        .items()
        .stream()
        .map(Item::of)
        .toList();
  }

  /**
   * The first items of a partition.
   *
   * @param ascending whether from the smallest sort key on
   */
  List<Item> first(String pk, boolean ascending, int most) {
    Map<String, AttributeValue> values = Item.values(":pk", pk);
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(values)
                    .scanIndexForward(ascending)
                    .limit(most)
                    .consistentRead(true))
        .items()
        .stream()
        .limit(most)
        .map(Item::of)
        .toList();
  }

  /**
   * Items from a sort key on, read as they are asked for.
   *
   * @param ascending whether from the smallest sort key on
   * @param most how many at the most
   */
  Iterable<Item> from(String pk, String from, boolean ascending, int most) {
    return () ->
        dynamoDb
            .queryPaginator(
                request ->
                    request
                        .tableName(table)
                        .keyConditionExpression("pk = :pk and sk >= :from")
                        .expressionAttributeValues(Item.values(":pk", pk, ":from", from))
                        .scanIndexForward(ascending)
                        .limit(PAGE)
                        .consistentRead(true))
            .items()
            .stream()
            .limit(most)
            .map(Item::of)
            .iterator();
  }
}
