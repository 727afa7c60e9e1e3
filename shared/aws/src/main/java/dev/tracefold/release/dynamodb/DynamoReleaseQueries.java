package dev.tracefold.release.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.release.DatedRelease;
import dev.tracefold.release.ReleaseQueries;
import dev.tracefold.release.ReleaseSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@link ReleaseQueries} on the issues table: one query for the list, one for each release. */
public final class DynamoReleaseQueries implements ReleaseQueries {

  private static final String ENVIRONMENT = DynamoReleases.environmentRow("");

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * @param table the issues table
   */
  public DynamoReleaseQueries(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
  }

  @Override
  public List<ReleaseSummary> list(long projectId, int limit) {
    List<DatedRelease> releases =
        items(DynamoReleases.listOf(projectId)).limit(limit).map(DynamoReleases::listed).toList();
    return Parallel.map(releases, release -> summary(projectId, release));
  }

  private ReleaseSummary summary(long projectId, DatedRelease release) {
    List<Item> rows = items(DynamoReleases.partitionIn(projectId, release.version())).toList();
    List<Item> environments =
        new ArrayList<>(rows.stream().filter(row -> row.sk().startsWith(ENVIRONMENT)).toList());
    environments.sort(Comparator.comparing(Item::sk));
    long newIssues =
        rows.stream()
            .filter(row -> row.sk().startsWith(DynamoReleases.COUNTERS))
            .mapToLong(row -> row.optionalNumber("new_issues").orElse(0))
            .sum();
    return new ReleaseSummary(
        release,
        newIssues,
        environments.stream().map(row -> row.sk().substring(ENVIRONMENT.length())).toList(),
        times(environments, "first_seen").min(Comparator.naturalOrder()).orElse(null),
        times(environments, "last_seen").max(Comparator.naturalOrder()).orElse(null));
  }

  private static Stream<Instant> times(List<Item> rows, String attribute) {
    return rows.stream()
        .flatMapToLong(row -> row.optionalNumber(attribute).stream())
        .mapToObj(Instant::ofEpochMilli);
  }

  /** The items of a partition, the greatest sort key first, read as they are asked for. */
  private Stream<Item> items(String pk) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Item.values(":pk", pk))
                    .scanIndexForward(false)
                    .consistentRead(true))
        .items()
        .stream()
        .map(Item::of);
  }
}
