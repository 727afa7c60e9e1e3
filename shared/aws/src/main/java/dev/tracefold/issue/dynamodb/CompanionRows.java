package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.aws.Remembered;
import dev.tracefold.aws.TableTransaction;
import dev.tracefold.aws.Writes;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.release.dynamodb.DynamoReleases;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rows beside an issue: its environments, its releases and its users. */
final class CompanionRows {

  /** Rows of issues in environments, releases and of users that one instance meets in an hour. */
  private static final int REMEMBERED_MAX = 50_000;

  /** Granularity of last seen in an issue's release rows (event-saving 14.3). */
  private static final long SEEN_SECONDS = 60;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final BatchReads reads;
  private final Remembered<String> environments;
  private final Remembered<Instant> releases;
  private final Remembered<Boolean> users;

  CompanionRows(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reads = new BatchReads(dynamoDb);
    this.environments = new Remembered<>(REMEMBERED_MAX, clock);
    this.releases = new Remembered<>(REMEMBERED_MAX, clock);
    this.users = new Remembered<>(REMEMBERED_MAX, clock);
  }

  /** As {@link IssueHistory#ensureEnvironments}. */
  Map<String, String> ensureEnvironments(
      Issue issue, Map<String, IssueHistory.EnvironmentSighting> firstByEnvironment) {
    Map<String, String> creators = new HashMap<>();
    firstByEnvironment.forEach(
        (environment, sighting) -> {
          String key = issue.id() + "#" + environment;
          String creator =
              environments.get(key).orElseGet(() -> ensure(issue, environment, sighting));
          environments.put(key, creator);
          creators.put(environment, creator);
        });
    return creators;
  }

  /** With the counter of issues that are new in the release there, so that it counts once. */
  private String ensure(
      Issue issue, String environment, IssueHistory.EnvironmentSighting sighting) {
    Item item =
        Item.at(IssueKeys.issue(issue.id()), IssueKeys.environment(environment))
            .with("creator", sighting.eventId())
            .with("release", sighting.release())
            .with("first_seen", sighting.when().toEpochMilli());
    TableTransaction transaction = new TableTransaction(dynamoDb, table).putIfAbsent(item);
    if (sighting.release() != null) {
      transaction.update(
          Item.key(
              DynamoReleases.partitionIn(issue.projectId(), sighting.release()),
              DynamoReleases.counters(issue.id().value(), environment)),
          "SET v = :v ADD new_issues :one",
          Map.of(":v", number(Item.FORMAT_VERSION), ":one", number(1)));
    }
    if (transaction.write()) {
      return sighting.eventId();
    }
    return Writes.read(
            dynamoDb,
            table,
            Item.key(IssueKeys.issue(issue.id()), IssueKeys.environment(environment)))
        .map(there -> there.text("creator"))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "environment %s of issue %s was there and is gone"
                        .formatted(environment, issue.id())));
  }

  /** As {@link IssueHistory#seenInRelease}. */
  void seenInRelease(Issue issue, String release, String environment, Instant first, Instant last) {
    String sk = IssueKeys.release(release, environment);
    String key = issue.id() + "#" + sk;
    Optional<Instant> known = releases.get(key);
    if (known.isPresent() && !last.isAfter(known.get().plusSeconds(SEEN_SECONDS))) {
      return;
    }
    Writes.updateIf(
        dynamoDb,
        table,
        Item.key(IssueKeys.issue(issue.id()), sk),
        "SET v = :v, first_seen = if_not_exists(first_seen, :first), last_seen = :last",
        "attribute_not_exists(last_seen) OR last_seen < :before",
        Map.of(
            ":v", number(Item.FORMAT_VERSION),
            ":first", number(first.toEpochMilli()),
            ":last", number(last.toEpochMilli()),
            ":before", number(last.minusSeconds(SEEN_SECONDS).toEpochMilli())));
    releases.put(key, last);
  }

  /** As {@link IssueHistory#seenBy}. */
  void seenBy(Issue issue, Collection<String> userHashes) {
    String pk = IssueKeys.users(issue.id());
    List<String> unknown =
        userHashes.stream().filter(hash -> users.get(pk + hash).isEmpty()).sorted().toList();
    if (unknown.isEmpty()) {
      return;
    }
    List<String> stored =
        reads.eventually(table, unknown.stream().map(hash -> Item.key(pk, hash)).toList()).stream()
            .map(Item::sk)
            .toList();
    List<String> fresh = new ArrayList<>(unknown);
    fresh.removeAll(stored);
    // The same item whenever it is put: no condition is needed.
    Parallel.map(
        fresh,
        hash ->
            dynamoDb.putItem(
                request -> request.tableName(table).item(Item.at(pk, hash).attributes())));
    unknown.forEach(hash -> users.put(pk + hash, true));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
