package dev.tracefold.issue.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.TableTransaction;
import dev.tracefold.aws.Writes;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.issue.regression.ResolutionActivity;
import dev.tracefold.release.ResolvingRelease;
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

  /** The times of a merged issue stand still; what comes late goes to the one it is a part of. */
  private static final String NOT_MERGED = "attribute_not_exists(merged_into)";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final IssueCounts counts;
  private final CompanionRows companions;

  /**
   * @param table the issues table
   * @param eventsTable the events table, whose lists tell what came within a window
   */
  public DynamoIssueHistory(
      DynamoDbClient dynamoDb, String table, String eventsTable, Clock clock) {
    this.dynamoDb = Objects.requireNonNull(dynamoDb, "dynamoDb");
    this.table = Objects.requireNonNull(table, "table");
    this.counts = new IssueCounts(dynamoDb, table, eventsTable);
    this.companions = new CompanionRows(dynamoDb, table, clock);
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
      values.put(
          ":resolution", AttributeValue.fromS(JsonTree.write(IssueItem.resolution(resolution))));
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
    return companions.ensureEnvironments(issue, firstByEnvironment);
  }

  @Override
  public void seenInRelease(
      Issue issue, String release, String environment, Instant first, Instant last) {
    companions.seenInRelease(issue, release, environment, first, last);
  }

  @Override
  public void seenBy(Issue issue, Collection<String> userHashes) {
    companions.seenBy(issue, userHashes);
  }

  private static Map<String, AttributeValue> key(IssueId issue) {
    return Item.key(IssueKeys.issue(issue), IssueKeys.ISSUE);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
