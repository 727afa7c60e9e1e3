package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.issue.query.RecentEvents;
import dev.tracefold.issue.query.UserCount;
import dev.tracefold.release.dynamodb.DynamoReleaseQueries;
import dev.tracefold.release.dynamodb.DynamoReleases;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows beside an issue: environments, releases, counters, first items (event-saving 14). */
final class CompanionRowsTest {

  private static final String RELEASE = "app@1.0";

  /** The seconds before now of the first event: times to come are not believed. */
  private static final long T = -1000;

  private final OneProject project = new OneProject();
  private final DynamoReleaseQueries releases =
      new DynamoReleaseQueries(
          OneProject.WORLD.dynamoDb, OneProject.WORLD.stack.table("IssuesTable"));

  @Test
  @DisplayName("C-197: an issue is new in each environment once, whether or not it is new")
  void anIssueIsNewInEachEnvironmentOnce() {
    ObjectNode first = project.event("a");
    ObjectNode staging = in(project.event("a"), "staging");
    ObjectNode again = in(project.event("a"), "staging");

    assertThat(flags(project.save(first)))
        .containsExactly(Map.entry(OneProject.id(first), "new, new environment"));
    assertThat(flags(project.save(staging)))
        .containsExactly(Map.entry(OneProject.id(staging), "new environment"));
    assertThat(flags(project.save(again, staging)))
        .containsOnly(
            Map.entry(OneProject.id(again), ""),
            Map.entry(OneProject.id(staging), "new environment"));
  }

  @Test
  @DisplayName("C-198: an environment row without a release keeps having none")
  void theFirstReleaseOfAnEnvironmentIsNeverFilledIn() {
    project.save(project.event("a"));
    JsonNode told = project.save(of(project.event("a"), RELEASE)).stream().getFirst();

    assertThat(issueRow(told, IssueKeys.environment("")).optionalText("release")).isEmpty();
  }

  @Test
  @DisplayName("C-199: a release without an environment has a row of the empty one")
  void aReleaseHasARowOfTheEmptyEnvironment() {
    ObjectNode event = of(project.event("a"), RELEASE);
    ObjectNode like = of(project.event("a"), RELEASE);
    project.save(event);
    OneProject.Told told = project.save(like);

    assertThat(told.retried()).isEmpty();
    assertThat(
            issueRow(told.stream().getFirst(), IssueKeys.release(RELEASE, "")).number("first_seen"))
        .isEqualTo(OneProject.now().toEpochMilli());
  }

  @Test
  @DisplayName("C-200: a release counts the issues that were new with it")
  void aReleaseCountsItsNewIssues() {
    save("a", 0);
    save("b", 100);

    assertSeen("", 2, 0, 100);
    assertThat(newIssues("COUNTERS#", "")).isEqualTo(2);
    assertThat(releases.list(project.id, 1).getFirst().newIssues()).isEqualTo(2);
  }

  @Test
  @DisplayName("C-201: last seen of a release moves by more than a minute or not at all")
  void lastSeenOfAReleaseMovesByMinutes() {
    save("a", 0);
    save("a", 60);
    assertSeen("", 1, 0, 0);
    JsonNode told = save("a", 100);
    assertSeen("", 1, 0, 100);
    assertThat(issueRow(told, IssueKeys.release(RELEASE, "")).number("last_seen"))
        .isEqualTo(millis(100));
  }

  @Test
  @DisplayName("C-202: each environment of a release has its own dates and counter")
  void environmentsOfAReleaseAreApart() {
    project.save(OneProject.later(in(of(project.event("a"), RELEASE), "production"), T));
    project.save(OneProject.later(in(of(project.event("a"), RELEASE), "staging"), T + 100));

    assertSeen("production", 1, 0, 0);
    assertSeen("staging", 1, 100, 100);
  }

  @Test
  void namesWithTheSignsOfKeysAreNotTakenForOthers() {
    project.save(
        in(of(project.event("a"), "app|ENV#eu"), "b"),
        in(of(project.event("a"), "app"), "eu|ENV#b"));
    JsonNode told =
        project
            .save(
                in(of(project.event("a"), "1#2%23"), "3"),
                in(of(project.event("a"), "1"), "2%23#3"))
            .stream()
            .getFirst();

    assertThat(project.queries.releases(project.issue(told)))
        .extracting(seen -> seen.version() + " in " + seen.environment())
        .containsExactlyInAnyOrder(
            "app|ENV#eu in b", "app in eu|ENV#b", "1#2%23 in 3", "1 in 2%23#3");
    for (var place :
        Map.of("app|ENV#eu", "b", "app", "eu|ENV#b", "1#2%23", "3", "1", "2%23#3").entrySet()) {
      assertThat(
              OneProject.partition(
                  "IssuesTable", DynamoReleases.partitionIn(project.id, place.getKey())))
          .as("rows of a release in its environments")
          .containsKey(DynamoReleases.environmentRow(place.getValue()))
          .extractingByKey(DynamoReleases.environmentRow(place.getValue()))
          .satisfies(row -> assertThat(row.optionalNumber("last_seen")).isPresent());
    }
  }

  @Test
  @DisplayName("C-203: an older event changes nothing of a release")
  void anOlderEventChangesNothingOfARelease() {
    save("a", 0);
    save("a", -200);

    assertSeen("", 1, 0, 0);
  }

  @Test
  @DisplayName("C-204: an event counts for its project, its issue, its environment and its user")
  void anEventCountsOnceInEverySeries() {
    ObjectNode event = in(project.event("a"), "staging");
    OneProject.payload(event).putObject("user").put("id", "1");
    JsonNode told = project.save(event).stream().getFirst();

    List<Item> series = OneProject.items("UsageTable", "S#" + project.id + "#");
    assertThat(series).extracting(row -> row.number("n")).containsExactly(1L);
    var issue = project.issue(told);
    LocalDate today = IssueKeys.day(OneProject.now());
    assertThat(project.queries.series(issue, today, today).days()).containsEntry(today, 1L);
    assertThat(project.queries.series(issue, today, today).hours().values()).containsExactly(1L);
    assertThat(project.queries.users(issue)).isEqualTo(new UserCount(1, 0));
    assertThat(OneProject.items("IssuesTable", "U#" + project.id + "#")).hasSize(1);
    RecentEvents recent = project.queries.recentEvents(issue);
    assertThat(recent.tags()).containsEntry("environment", once("staging"));
    assertThat(recent.tags()).containsEntry("sentry:user", once("id:1"));
  }

  @Test
  @DisplayName("C-208: the first event of a project is noted once, with its own time")
  void theFirstEventOfAProjectIsNotedOnce() {
    project.save(OneProject.later(project.event("a"), -50));
    project.save(OneProject.later(project.event("b"), -100));
    OneProject.pass(Duration.ofHours(2));
    project.save(OneProject.later(project.event("c"), -10_000));

    assertThat(first("event").number("happened"))
        .isEqualTo(OneProject.now().minus(Duration.ofHours(2)).minusSeconds(50).toEpochMilli());
    assertThat(OneProject.partition("IssuesTable", "P#" + project.id))
        .doesNotContainKey("FIRST#transaction");
  }

  @Test
  @DisplayName("C-250: the first transaction of a project is noted once")
  void theFirstTransactionOfAProjectIsNotedOnce() {
    project.save(project.transaction("GET /"), OneProject.later(project.transaction("GET /"), 9));
    project.save(OneProject.later(project.transaction("GET /"), -9));

    assertThat(first("transaction").number("happened")).isEqualTo(OneProject.now().toEpochMilli());
  }

  @Test
  @DisplayName("C-307: a release of another project is the same release, and listed with both")
  void aReleaseOfAnotherProjectIsReused() {
    OneProject other = new OneProject();
    other.save(of(other.event("a"), "shared-1.0"));
    OneProject.pass(Duration.ofMinutes(1));
    project.save(of(project.event("a"), "shared-1.0"));

    assertThat(OneProject.items("IssuesTable", "R#1#shared-1.0"))
        .singleElement()
        .satisfies(
            release ->
                assertThat(release.number("added"))
                    .isEqualTo(OneProject.now().minusSeconds(60).toEpochMilli()));
    for (OneProject each : List.of(other, project)) {
      assertThat(OneProject.items("IssuesTable", "P#%d#RELEASES".formatted(each.id)))
          .extracting(row -> row.text("version"))
          .containsExactly("shared-1.0");
    }
  }

  /** Saves an event of the release, so many seconds after the first; its stream message. */
  private JsonNode save(String text, long seconds) {
    ObjectNode event = OneProject.later(of(project.event(text), RELEASE), T + seconds);
    return project.save(event).stream().getFirst();
  }

  private static SequencedMap<String, Long> once(String value) {
    return new LinkedHashMap<>(Map.of(value, 1L));
  }

  private Item first(String kind) {
    return OneProject.row("IssuesTable", "P#" + project.id, "FIRST#" + kind);
  }

  private Item releaseRow(String sk) {
    return OneProject.row("IssuesTable", DynamoReleases.partitionIn(project.id, RELEASE), sk);
  }

  private void assertSeen(String environment, long newIssues, long first, long last) {
    Item row = releaseRow(DynamoReleases.environmentRow(environment));
    assertThat(List.of(row.number("first_seen"), row.number("last_seen")))
        .containsExactly(millis(first), millis(last));
    assertThat(newIssues("ENV#", "#" + environment)).isEqualTo(newIssues);
  }

  /** The sum over the rows of a counter of the release. */
  private long newIssues(String prefix, String suffix) {
    return OneProject.partition("IssuesTable", DynamoReleases.partitionIn(project.id, RELEASE))
        .values()
        .stream()
        .filter(row -> row.sk().startsWith(prefix) && row.sk().endsWith(suffix))
        .mapToLong(row -> row.number("new_issues"))
        .sum();
  }

  private static long millis(long seconds) {
    return OneProject.now().plusSeconds(T + seconds).toEpochMilli();
  }

  private static Item issueRow(JsonNode streamMessage, String sk) {
    return OneProject.row("IssuesTable", IssueKeys.issue(OneProject.issueId(streamMessage)), sk);
  }

  private static ObjectNode in(ObjectNode message, String environment) {
    OneProject.payload(message).put("environment", environment);
    return message;
  }

  private static ObjectNode of(ObjectNode message, String release) {
    OneProject.payload(message).put("release", release);
    return message;
  }

  /** By event what its stream message says. */
  private static Map<String, String> flags(OneProject.Told told) {
    Map<String, String> flags = new HashMap<>();
    for (JsonNode message : told.stream()) {
      flags.put(
          message.path("event_id").asText(),
          (message.path("is_new").asBoolean() ? "new, " : "")
              + (message.path("is_new_group_environment").asBoolean() ? "new environment" : ""));
    }
    return flags;
  }
}
