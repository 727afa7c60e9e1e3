package dev.tracefold.attachment.dynamodb;

import dev.tracefold.attachment.CrashReports;
import dev.tracefold.aws.Item;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Places for crash reports in DynamoDB: an issue has as many numbered places as its limit, and each
 * is taken by a conditional write. A place expires with the attachment that takes it, so that the
 * count follows what is stored without anyone counting down.
 */
public final class DynamoCrashReports implements CrashReports {

  /** More losses in a row than there can be places: something else is wrong. */
  private static final int TRIES_MAX = 150;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Duration retention;

  /**
   * @param retention how long attachments are kept
   */
  public DynamoCrashReports(
      DynamoDbClient dynamoDb, String table, Clock clock, Duration retention) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.retention = Objects.requireNonNull(retention, "retention");
  }

  @Override
  public boolean claim(
      long projectId, long issueId, String eventId, String attachmentId, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is " + limit + "; expected 1 or more");
    }
    String pk = partition(projectId, issueId);
    String owner = owner(eventId, attachmentId);
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Map<Integer, String> ownerByPlace = taken(pk);
      if (ownerByPlace.containsValue(owner)) {
        return true;
      }
      Optional<Integer> free = free(ownerByPlace, limit);
      if (free.isEmpty()) {
        return false;
      }
      if (take(pk, free.get(), owner)) {
        return true;
      }
    }
    throw new IllegalStateException(
        "no place for a crash report of issue %d was won in %d tries"
            .formatted(issueId, TRIES_MAX));
  }

  @Override
  public void release(long projectId, long issueId, String eventId, String attachmentId) {
    String pk = partition(projectId, issueId);
    String owner = owner(eventId, attachmentId);
    taken(pk)
        .forEach(
            (place, placeOwner) -> {
              if (placeOwner.equals(owner)) {
                leave(pk, place, owner);
              }
            });
  }

  /** The lowest place that nobody has; none if as many are taken as the limit allows. */
  private static Optional<Integer> free(Map<Integer, String> ownerByPlace, int limit) {
    if (ownerByPlace.size() >= limit) {
      return Optional.empty(); // Also where the limit was lowered and higher places are taken.
    }
    Set<Integer> taken = new HashSet<>(ownerByPlace.keySet());
    int place = 0;
    while (taken.contains(place)) {
      place++;
    }
    return Optional.of(place);
  }

  private Map<Integer, String> taken(String pk) {
    long now = clock.instant().getEpochSecond();
    List<Item> items = new ArrayList<>();
    dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
                    .consistentRead(true))
        .items()
        .forEach(found -> items.add(Item.of(found)));
    Map<Integer, String> ownerByPlace = new HashMap<>();
    for (Item item : items) {
      if (item.number("expires") > now) {
        ownerByPlace.put(Integer.valueOf(item.sk()), item.text("owner"));
      }
    }
    return ownerByPlace;
  }

  private boolean take(String pk, int place, String owner) {
    Instant now = clock.instant();
    Item item =
        Item.at(pk, sortKey(place))
            .with("owner", owner)
            .with("expires", now.plus(retention).getEpochSecond());
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item.attributes())
                  .conditionExpression("attribute_not_exists(pk) or expires <= :now")
                  .expressionAttributeValues(
                      Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())))));
      return true;
    } catch (ConditionalCheckFailedException takenMeanwhile) {
      return false;
    }
  }

  private void leave(String pk, int place, String owner) {
    try {
      dynamoDb.deleteItem(
          request ->
              request
                  .tableName(table)
                  .key(Item.key(pk, sortKey(place)))
                  .conditionExpression("#owner = :owner")
                  .expressionAttributeNames(Map.of("#owner", "owner"))
                  .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(owner))));
    } catch (ConditionalCheckFailedException takenByAnother) {
      // It had expired, and its place has a new owner.
    }
  }

  private static String partition(long projectId, long issueId) {
    return "A#" + projectId + "#crash-reports#" + issueId;
  }

  private static String sortKey(int place) {
    return String.format(Locale.ROOT, "%03d", place);
  }

  private static String owner(String eventId, String attachmentId) {
    return eventId + "/" + attachmentId;
  }
}
