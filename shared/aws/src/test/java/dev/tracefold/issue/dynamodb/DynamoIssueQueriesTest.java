package dev.tracefold.issue.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.TestAws;
import dev.tracefold.embedded.Stack;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.query.IssueList;
import dev.tracefold.issue.query.IssueSeries;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.issue.query.RecentEvents;
import dev.tracefold.issue.query.SeenEnvironment;
import dev.tracefold.issue.query.SeenRelease;
import dev.tracefold.issue.query.UserCount;
import dev.tracefold.payload.PayloadPosition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ParameterizedClass
@EnumSource
class DynamoIssueQueriesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final Set<IssueStatus> ANY =
      Set.of(IssueStatus.UNRESOLVED, IssueStatus.RESOLVED, IssueStatus.IGNORED);
  private static final Hash HASH = new Hash("0123456789abcdef0123456789abcdef");
  private static final Hash OTHER_HASH = new Hash("fedcba9876543210fedcba9876543210");

  private final Stack stack;
  private final DynamoDbClient dynamoDb;
  private final DynamoIssueQueries queries;

  DynamoIssueQueriesTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.stack = deployed.stack();
    this.dynamoDb = deployed.clients().dynamoDb();
    this.queries =
        new DynamoIssueQueries(dynamoDb, stack.table("IssuesTable"), stack.table("EventsTable"));
  }

  @Test
  void issuesAreListedByTheSecondTheyWereSeenInAlthoughTheIndexKnowsTheMinute() {
    for (int i = 1; i <= 30; i++) {
      put(issue(i, NOON.plusSeconds(i * 7L % 30), IssueStatus.UNRESOLVED, null));
    }
    put(issue(99, NOON.minusSeconds(3600), IssueStatus.UNRESOLVED, null));

    IssueList list = queries.list(1, ANY, 30);

    assertThat(list.issues())
        .extracting(summary -> summary.issue().lastSeen())
        .isSortedAccordingTo((a, b) -> b.compareTo(a))
        .hasSize(30)
        .allMatch(seen -> !seen.isBefore(NOON));
    assertThat(list.complete()).isFalse();
    assertThat(queries.list(1, ANY, 31).complete()).isTrue();
    assertThat(queries.list(1, ANY, 3).issues()).isEqualTo(list.issues().subList(0, 3));
    assertThat(queries.list(2, ANY, 3).issues()).isEmpty();
  }

  @Test
  void issuesOfAStatusAreFoundBehindManyOfAnother() {
    for (int i = 1; i <= 250; i++) {
      IssueStatus status = i <= 2 ? IssueStatus.RESOLVED : IssueStatus.UNRESOLVED;
      put(issue(i, NOON.plusSeconds(100L * i), status, null));
    }

    IssueList list = queries.list(1, Set.of(IssueStatus.RESOLVED), 10);

    assertThat(list.issues()).extracting(s -> s.issue().id().value()).containsExactly(2L, 1L);
    assertThat(list.complete()).isTrue();
  }

  @Test
  void aListOfNothingOrOfTooMuchIsRefused() {
    assertThatThrownBy(() -> queries.list(1, ANY, 0)).hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> queries.list(1, ANY, 1001)).hasMessageContaining("found 1001");
  }

  @Test
  void timesSeenAreTheSumOverHashesAndTheirRows() {
    Issue issue = issue(1, NOON, IssueStatus.UNRESOLVED, null);
    put(issue);
    member(issue, HASH);
    member(issue, OTHER_HASH);
    issues(Item.at(IssueKeys.counters(key(HASH)), IssueKeys.count(0)).with("n", 3));
    issues(Item.at(IssueKeys.counters(key(HASH)), IssueKeys.count(15)).with("n", 4));
    issues(Item.at(IssueKeys.counters(key(OTHER_HASH)), IssueKeys.count(7)).with("n", 10));

    IssueSummary expected = new IssueSummary(issue, List.of(HASH, OTHER_HASH), 17);
    assertThat(queries.summarize(issue)).isEqualTo(expected);
    assertThat(queries.list(1, ANY, 5).issues()).containsExactly(expected);
  }

  @Test
  void anIssueIsFoundByIdAndByShortIdWhereverItWasMerged() {
    Issue first = issue(1, NOON, IssueStatus.PENDING_MERGE, new IssueId(2));
    Issue second = issue(2, NOON, IssueStatus.PENDING_MERGE, new IssueId(3));
    Issue third = issue(3, NOON, IssueStatus.UNRESOLVED, null);
    List.of(first, second, third).forEach(this::put);
    issues(Item.at(IssueKeys.shortId(1, 7), IssueKeys.SHORT).with("issue", 1));

    assertThat(queries.find(new IssueId(1))).contains(third);
    assertThat(queries.find(1, 7)).contains(third);
    assertThat(queries.find(new IssueId(4))).isEmpty();
    assertThat(queries.find(1, 8)).isEmpty();
    assertThat(queries.list(1, ANY, 5).issues())
        .extracting(IssueSummary::issue)
        .containsExactly(third);
  }

  @Test
  void aSeriesHasEveryDayAndTheHoursWithEvents() {
    Issue issue = issue(1, NOON, IssueStatus.UNRESOLVED, null);
    put(issue);
    member(issue, HASH);
    String pk = IssueKeys.counters(key(HASH));
    issues(Item.at(pk, IssueKeys.day(DAY, 0)).with("n", 5).with("h00", 2).with("h23", 3));
    issues(Item.at(pk, IssueKeys.day(DAY, 11)).with("n", 1).with("h23", 1));
    issues(Item.at(pk, IssueKeys.day(DAY.minusDays(1), 3)).with("n", 7).with("h12", 7));
    issues(Item.at(pk, IssueKeys.day(DAY.minusDays(9), 3)).with("n", 100).with("h12", 100));

    IssueSeries series = queries.series(issue, DAY.minusDays(2), DAY);

    assertThat(series.days().entrySet())
        .extracting(Map.Entry::getKey, Map.Entry::getValue)
        .containsExactly(tuple(DAY.minusDays(2), 0L), tuple(DAY.minusDays(1), 7L), tuple(DAY, 6L));
    assertThat(series.hours())
        .isEqualTo(
            Map.of(
                Instant.parse("2026-11-23T12:00:00Z"), 7L,
                Instant.parse("2026-11-24T00:00:00Z"), 2L,
                Instant.parse("2026-11-24T23:00:00Z"), 4L));
  }

  @Test
  void usersEnvironmentsReleasesAndActivitiesAreRead() {
    Issue issue = issue(1, NOON, IssueStatus.UNRESOLVED, null);
    put(issue);
    issues(Item.at(IssueKeys.users(issue.id()), "ab".repeat(16)));
    issues(Item.at(IssueKeys.users(issue.id()), "cd".repeat(16)));
    String pk = IssueKeys.issue(issue.id());
    issues(
        Item.at(pk, IssueKeys.environment("production")).with("first_seen", NOON.toEpochMilli()));
    for (String version : List.of("app@1.0", "app@2.0")) {
      Instant seen = version.endsWith("1.0") ? NOON : NOON.plusSeconds(9);
      issues(
          Item.at(pk, IssueKeys.release(version, "production"))
              .with("first_seen", NOON.toEpochMilli())
              .with("last_seen", seen.toEpochMilli()));
    }
    issues(
        Item.at(pk, IssueKeys.activity(NOON, "a"))
            .with("activity", 6)
            .with("activity_data", "{\"a\":1}"));
    issues(
        Item.at(pk, IssueKeys.activity(NOON.plusMillis(1), "b"))
            .with("activity", 1)
            .with("activity_data", "{}"));

    assertThat(queries.users(issue)).isEqualTo(new UserCount(2, 0));
    assertThat(queries.environments(issue))
        .containsExactly(new SeenEnvironment("production", NOON));
    assertThat(queries.releases(issue))
        .containsExactly(
            new SeenRelease("app@2.0", "production", NOON, NOON.plusSeconds(9)),
            new SeenRelease("app@1.0", "production", NOON, NOON));
    assertThat(queries.activities(issue))
        .extracting(a -> a.when(), a -> a.type(), a -> a.data().toString())
        .containsExactly(tuple(NOON.plusMillis(1), 1L, "{}"), tuple(NOON, 6L, "{\"a\":1}"));
  }

  @Test
  void theLatestEventsComeFromTheListsOfAllHashes() {
    Issue issue = issue(1, NOON, IssueStatus.UNRESOLVED, null);
    put(issue);
    member(issue, HASH);
    member(issue, OTHER_HASH);
    list(HASH, 1, "java");
    list(HASH, 3, "java");
    list(OTHER_HASH, 2, "kotlin");

    RecentEvents recent = queries.recentEvents(issue);

    assertThat(recent.events())
        .extracting(EventList.Entry::datetime)
        .containsExactly(NOON.plusSeconds(3), NOON.plusSeconds(2), NOON.plusSeconds(1));
    assertThat(recent.tags()).isEqualTo(Map.of("lang", Map.of("java", 2L, "kotlin", 1L)));
    assertThat(recent.complete()).isTrue();
  }

  private void list(Hash hash, int seconds, String language) {
    Instant when = NOON.plusSeconds(seconds);
    EventList list =
        EventList.of(
            List.of(
                new EventList.Entry(
                    "%032x".formatted(seconds), when, new PayloadPosition("s", 0, 1))),
            List.of(Map.of("lang", language)));
    put(
        stack.table("EventsTable"),
        Item.at(IssueKeys.events(key(hash)), IssueKeys.events(when, "attempt"))
            .with("list", list.toBytes()));
  }

  private void member(Issue issue, Hash hash) {
    issues(Item.at(IssueKeys.issue(issue.id()), IssueKeys.member(hash)));
  }

  private void put(Issue issue) {
    issues(IssueItem.write(issue));
  }

  private void issues(Item item) {
    put(stack.table("IssuesTable"), item);
  }

  private void put(String table, Item item) {
    dynamoDb.putItem(put -> put.tableName(table).item(item.attributes()));
  }

  private static CountedHash key(Hash hash) {
    return new CountedHash(new HashKey(1, hash), 0);
  }

  private static Issue issue(
      long id, Instant lastSeen, IssueStatus status, @Nullable IssueId mergedInto) {
    return new Issue(
        new IssueId(id),
        1,
        id,
        "%032x".formatted(id),
        "java",
        "",
        null,
        new IssueFace(40, "Title", "culprit", "message", JsonNodeFactory.instance.objectNode()),
        NOON.minusSeconds(86_400),
        lastSeen,
        NOON.minusSeconds(86_400),
        status,
        0,
        null,
        null,
        mergedInto,
        null);
  }
}
