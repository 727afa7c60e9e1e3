package dev.tracefold.ratelimit.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.ratelimit.RateBuckets;
import dev.tracefold.ratelimit.RateLimit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Rate-limit buckets in DynamoDB; a booking is one write unit, and never reads. */
public final class DynamoRateBuckets implements RateBuckets {

  /** A bucket may go when it has been full for a day: a new one is full too. */
  private static final long EXPIRY_SECONDS = TimeUnit.DAYS.toSeconds(1);

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoRateBuckets(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
  }

  @Override
  public Booking book(String bucket, RateLimit limit, long seenFullAt, long since, long cost) {
    Map<String, AttributeValue> key = Item.key("R#" + bucket, limit.toString());
    return seenFullAt < since ? restart(key, since, cost) : advance(key, seenFullAt, cost);
  }

  /** Counts from a moment on, unless somebody else does so already. */
  private Booking restart(Map<String, AttributeValue> key, long since, long cost) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key)
                  .updateExpression("set full_at = :full_at, expires = :expires, v = :v")
                  .conditionExpression("attribute_not_exists(full_at) or full_at < :since")
                  .expressionAttributeValues(
                      Map.of(
                          ":full_at", number(since + cost),
                          ":since", number(since),
                          ":expires", expires(since + cost),
                          ":v", number(Item.FORMAT_VERSION)))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Booking(true, since + cost);
    } catch (ConditionalCheckFailedException others) {
      return new Booking(false, Item.of(others.item()).number("full_at"));
    }
  }

  private Booking advance(Map<String, AttributeValue> key, long seenFullAt, long cost) {
    Map<String, AttributeValue> changed =
        dynamoDb
            .updateItem(
                request ->
                    request
                        .tableName(table)
                        .key(key)
                        .updateExpression("set expires = :expires, v = :v add full_at :cost")
                        .expressionAttributeValues(
                            Map.of(
                                ":cost", number(cost),
                                ":expires", expires(seenFullAt + cost),
                                ":v", number(Item.FORMAT_VERSION)))
                        .returnValues(ReturnValue.UPDATED_NEW))
            .attributes();
    return new Booking(true, Item.of(changed).number("full_at"));
  }

  private static AttributeValue expires(long fullAt) {
    return number(TimeUnit.MICROSECONDS.toSeconds(fullAt) + EXPIRY_SECONDS);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
