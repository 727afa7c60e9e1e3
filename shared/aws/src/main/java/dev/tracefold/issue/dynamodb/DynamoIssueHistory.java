package dev.tracefold.issue.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.aws.BatchReads;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.aws.Remembered;
import dev.tracefold.aws.TableTransaction;
import dev.tracefold.aws.Writes;
import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.issue.regression.ResolutionActivity;
import dev.tracefold.release.ResolvingRelease;
import dev.tracefold.release.dynamodb.DynamoReleases;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What events change about issues, in DynamoDB. */
public final class DynamoIssueHistory implements IssueHistory {

  /** Rows of issues in environments, releases and of users that one instance meets in an hour. */
  private static final int REMEMBERED_MAX = 50_000;

  /** Granularity of last seen in an issue's release rows (event-saving 14.3). */
  private static final long SEEN_SECONDS = 60;

  /** The times of a merged issue stand still; what comes late goes to the one it is a part of. */
  private static final String NOT_MERGED = "attribute_not_exists(merged_into)";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final BatchReads reads;
  private final IssueCounts counts;
  private final Remembered<String> environments;
  private final Remembered<Instant> releases;
  private final Remembered<Boolean> users;

  /**
   * @param table the issues table
   * @param eventsTable the events table, whose lists tell what came within a window
   */
  public DynamoIssueHistory(
      DynamoDbClient dynamoDb, String table, String eventsTable, Clock clock) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.reads = new BatchReads(dynamoDb);
    this.counts = new IssueCounts(dynamoDb, table, eventsTable);
    this.environments = new Remembered<>(REMEMBERED_MAX, clock);
    this.releases = new Remembered<>(REMEMBERED_MAX, clock);
    this.users = new Remembered<>(REMEMBERED_MAX, clock);
  }

  @Override
  public Optional<String> ensureCreator(Issue asRead, String eventId) {
    if (asRead.creator() != null) {
      return Optional.of(asRead.creator());
    }
    Optional<Item> refusedBy =
        Writes.updateUnless(
            dynamoDb,
            table,
            key(asRead.id()),
            "SET creator = :event",
            "attribute_exists(pk) AND attribute_not_exists(creator)",
            Item.values(":event", eventId));
    return refusedBy.isEmpty() ? Optional.of(eventId) : refusedBy.get().optionalText("creator");
  }

  @Override
  public void touch(Issue asRead, IssueFace face, Instant first, Instant last) {
    List<Item> refusedBy = new ArrayList<>();
    if (last.isAfter(asRead.lastSeen())) {
      showLatest(asRead.id(), face, last).ifPresent(refusedBy::add);
    }
    if (first.isBefore(asRead.firstSeen())) {
      Writes.updateUnless(
              dynamoDb,
              table,
              key(asRead.id()),
              "SET first_seen = :first",
              "attribute_exists(pk) AND first_seen > :first AND " + NOT_MERGED,
              Map.of(":first", number(first.toEpochMilli())))
          .ifPresent(refusedBy::add);
    }
    refusedBy.stream()
        .flatMapToLong(item -> item.optionalNumber("merged_into").stream())
        .mapToObj(target -> Writes.read(dynamoDb, table, key(new IssueId(target))))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(target -> touch(IssueItem.read(target), face, first, last));
  }

  /** Loses only to a later event, which shows itself, and to a merge. */
  private Optional<Item> showLatest(IssueId issue, IssueFace face, Instant last) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":last", number(last.toEpochMilli()));
    values.put(":face", AttributeValue.fromB(SdkBytes.fromByteArray(FaceBytes.of(face))));
    values.put(":listed_at", number(IssueItem.listedAt(last)));
    // The index moves by whole minutes: setting the same minute again costs nothing there.
    return Writes.updateUnless(
        dynamoDb,
        table,
        key(issue),
        "SET last_seen = :last, face = :face, listed_at = :listed_at",
        "attribute_exists(pk) AND last_seen < :last AND " + NOT_MERGED,
        values);
  }

  @Override
  public boolean reopen(Issue asRead, Instant date, String eventId, @Nullable String release) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":unresolved", number(IssueStatus.UNRESOLVED.code()));
    values.put(":status", number(asRead.status().code()));
    values.put(":date", number(date.toEpochMilli()));
    values.put(":epoch", number(asRead.epoch()));
    values.put(":next", number(asRead.epoch() + 1));
    String condition = "issue_status = :status AND epoch = :epoch";
    ResolvingRelease resolution = asRead.resolution();
    if (resolution != null) {
      condition += " AND resolution = :resolution";
      values.put(":resolution", AttributeValue.fromS(IssueItem.resolution(resolution).toString()));
    }
    String version = Objects.requireNonNullElse(release, "");
    Item cause =
        Item.at(IssueKeys.issue(asRead.id()), IssueKeys.regression(asRead.epoch()))
            .with("creator", eventId)
            .with("happened", date.toEpochMilli())
            .with("release", release);
    TableTransaction transaction =
        new TableTransaction(dynamoDb, table)
            .updateIf(
                key(asRead.id()),
                "SET issue_status = :unresolved, active_at = :date, epoch = :next"
                    + " REMOVE resolution, ignore_terms",
                condition,
                values)
            .putIfAbsent(cause)
            .put(
                ActivityItem.write(
                    asRead.id(),
                    date,
                    "regression-" + asRead.epoch(),
                    ActivityType.SET_REGRESSION,
                    ResolutionActivity.regressed(version)));
    if (AwaitedRelease.isOf(asRead)) {
      AwaitedRelease.end(
          dynamoDb, table, asRead, data -> ResolutionActivity.ended(data, version), transaction);
    }
    return transaction.write() || reopenedBefore(asRead, eventId);
  }

  /**
   * Whether this event ended the epoch. If nothing did, the issue got its resolving release since
   * it was read, and whether the event reopens it is to be decided again.
   */
  private boolean reopenedBefore(Issue asRead, String eventId) {
    Optional<String> cause = regressionCause(asRead.id(), asRead.epoch());
    if (cause.isEmpty()
        && asRead.resolution() != null
        && Writes.read(dynamoDb, table, key(asRead.id()))
            .filter(item -> item.number("epoch") == asRead.epoch())
            .isPresent()) {
      throw new IllegalStateException(
          "the resolution of issue %s changed meanwhile".formatted(asRead.id()));
    }
    return cause.filter(eventId::equals).isPresent();
  }

  @Override
  public boolean unignore(Issue asRead, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":unresolved", number(IssueStatus.UNRESOLVED.code()));
    values.put(":ignored", number(IssueStatus.IGNORED.code()));
    values.put(":epoch", number(asRead.epoch()));
    values.put(":next", number(asRead.epoch() + 1));
    values.put(":now", number(now.toEpochMilli()));
    return new TableTransaction(dynamoDb, table)
        .updateIf(
            key(asRead.id()),
            "SET issue_status = :unresolved, active_at = :now, epoch = :next REMOVE ignore_terms",
            "issue_status = :ignored AND epoch = :epoch",
            values)
        .put(
            ActivityItem.write(
                asRead.id(),
                now,
                "unignored-" + asRead.epoch(),
                ActivityType.SET_UNRESOLVED,
                JsonNodeFactory.instance.objectNode()))
        .write();
  }

  @Override
  public Optional<String> regressionCause(IssueId issue, long epoch) {
    return Writes.read(
            dynamoDb, table, Item.key(IssueKeys.issue(issue), IssueKeys.regression(epoch)))
        .map(item -> item.text("creator"));
  }

  @Override
  public IgnoreTerms.Seen seen(Issue issue, IgnoreTerms terms, Instant now) {
    return counts.seen(issue, terms, now);
  }

  @Override
  public Map<String, String> ensureEnvironments(
      Issue issue, Map<String, EnvironmentSighting> firstByEnvironment) {
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
  private String ensure(Issue issue, String environment, EnvironmentSighting sighting) {
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

  @Override
  public void seenInRelease(
      Issue issue, String release, String environment, Instant first, Instant last) {
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

  @Override
  public void seenBy(Issue issue, Collection<String> userHashes) {
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

  private static Map<String, AttributeValue> key(IssueId issue) {
    return Item.key(IssueKeys.issue(issue), IssueKeys.ISSUE);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
