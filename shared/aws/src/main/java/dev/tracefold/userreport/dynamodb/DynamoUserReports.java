package dev.tracefold.userreport.dynamodb;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.userreport.UserReport;
import dev.tracefold.userreport.UserReportStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reports in DynamoDB. */
public final class DynamoUserReports implements UserReportStore {

  private static final String REPORT = "REPORT";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Duration retention;

  /**
   * @param table the events table
   */
  public DynamoUserReports(DynamoDbClient dynamoDb, String table, Clock clock, Duration retention) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.retention = Objects.requireNonNull(retention, "retention");
  }

  @Override
  public Optional<Kept> find(long projectId, String eventId) {
    return Optional.ofNullable(findAll(projectId, List.of(eventId)).get(eventId));
  }

  @Override
  public Map<String, Kept> findAll(long projectId, Collection<String> eventIds) {
    Map<String, Kept> reports = new HashMap<>();
    new BatchReads(dynamoDb)
        .consistently(
            table, eventIds.stream().map(id -> Item.key(partition(projectId, id), REPORT)).toList())
        .forEach(item -> reports.put(item.text("event"), kept(item)));
    return reports;
  }

  @Override
  public void put(long projectId, Kept kept) {
    UserReport report = kept.report();
    Item item =
        Item.at(partition(projectId, report.eventId()), REPORT)
            .with("event", report.eventId())
            .with("person", report.name())
            .with("email", report.email())
            .with("comments", report.comments())
            .with("started", kept.started().toEpochMilli())
            .with("expires", clock.instant().plus(retention).getEpochSecond());
    dynamoDb.putItem(request -> request.tableName(table).item(item.attributes()));
  }

  private static Kept kept(Item item) {
    return new Kept(
        new UserReport(
            item.text("event"), item.text("person"), item.text("email"), item.text("comments")),
        Instant.ofEpochMilli(item.number("started")));
  }

  /** The key of the report of an event. */
  public static Map<String, AttributeValue> key(long projectId, String eventId) {
    return Item.key(partition(projectId, eventId), REPORT);
  }

  private static String partition(long projectId, String eventId) {
    return "Q#%d#%s".formatted(projectId, eventId);
  }
}
