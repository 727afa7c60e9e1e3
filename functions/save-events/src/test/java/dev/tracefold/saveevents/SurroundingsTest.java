package dev.tracefold.saveevents;

import static dev.tracefold.saveevents.SavedProject.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.EventUser;
import dev.tracefold.attribute.dynamodb.DynamoEventUsers;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.Issue;
import dev.tracefold.project.Project;
import dev.tracefold.release.ReleaseArrivals;
import dev.tracefold.release.dynamodb.DynamoReleases;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows that events leave beside their issues: releases, dists, environments, users. */
final class SurroundingsTest {

  private final SaveEventsHandler handler = SavedProject.instance();
  private final SavedProject saved = new SavedProject();
  private final Project project = saved.project;

  @Test
  @DisplayName("C-026: level, logger, environment and transaction are tags of the stored event")
  void attributesAreTagsOfTheStoredEvent() {
    String id = save("'level': 'error', 'logger': 'app', 'environment': 'b', 'transaction': 'foo'");

    assertThat(saved.stored(id).get("transaction").textValue()).isEqualTo("foo");
    assertThat(saved.tags(id))
        .containsExactly("level=error", "logger=app", "environment=b", "transaction=foo");
  }

  @Test
  @DisplayName("C-043: a release that a batch brings is as old as the latest of its events")
  void aReleaseIsAsOldAsTheLatestOfItsEvents() {
    long now = SavedProject.WORLD.now().getEpochSecond();
    String version = "batch-" + project.id();
    saved.save(
        handler,
        List.of(
            SavedProject.message("'release': '%s', 'timestamp': %d".formatted(version, now - 300)),
            SavedProject.message("'release': '%s', 'timestamp': %d".formatted(version, now - 100)),
            SavedProject.message(
                "'release': '%s', 'timestamp': %d".formatted(version, now - 200))));

    assertThat(added(version)).isEqualTo(Instant.ofEpochSecond(now - 100));
    assertThat(releasesOf(saved)).containsExactly(version);
  }

  @Test
  @DisplayName("C-044: a release is created, belongs to the project, and is a tag")
  void aReleaseIsCreated() {
    assertThat(releasesOf(saved)).as("no release yet").isEmpty();
    String version = "1.0-" + project.id();
    String id = save("'release': '%s', 'tags': [['release', 'x']]".formatted(version));

    assertThat(rows("R#1#" + version)).extracting(Item::sk).containsExactly("RELEASE");
    assertThat(releasesOf(saved)).containsExactly(version);
    assertThat(saved.tags(id))
        .contains("sentry:release=" + version)
        .noneMatch(t -> t.startsWith("rel"));
  }

  @Test
  @DisplayName("C-045: a release with the project's slug before its name is meant where it exists")
  void aReleaseWithTheSlugBeforeItsNameIsMeant() {
    String prefixed = project.slug() + "-1.0";
    releases().ensure(project, prefixed, SavedProject.WORLD.now());
    String id = save("'release': '1.0', 'message': 'm'");
    save("'release': '2.0', 'message': 'm'");

    assertThat(releasesOf(saved)).containsExactlyInAnyOrder(prefixed, "2.0");
    assertThat(saved.tags(id)).contains("sentry:release=" + prefixed);
    assertThat(saved.issues()).singleElement().extracting(Issue::firstRelease).isEqualTo(prefixed);
  }

  @Test
  @DisplayName("C-046: of two releases that may be meant it is the one with the slug")
  void ofTwoReleasesTheOneWithTheSlugIsMeant() {
    String prefixed = project.slug() + "-1.1";
    releases().ensure(project, "1.1", SavedProject.WORLD.now());
    releases().ensure(project, prefixed, SavedProject.WORLD.now());

    assertThat(saved.tags(save("'release': '1.1'"))).contains("sentry:release=" + prefixed);
  }

  @Test
  @DisplayName("C-047: a long version has room for the slug, in the tag too")
  void aLongVersionHasRoomForTheSlug() {
    String prefixed = project.slug() + "-" + "a".repeat(199 - project.slug().length());
    releases().ensure(project, prefixed, SavedProject.WORLD.now());
    String version = prefixed.substring(project.slug().length() + 1);

    assertThat(prefixed).hasSize(200);
    assertThat(saved.tags(save("'release': '" + version + "'")))
        .contains("sentry:release=" + prefixed);
  }

  @Test
  void aReleaseOfAnotherProjectIsNotMeantByItsSlug() {
    var other = new SavedProject();
    String prefixed = project.slug() + "-3.0";
    releases().ensure(other.project, prefixed, SavedProject.WORLD.now());

    assertThat(saved.tags(save("'release': '3.0'"))).contains("sentry:release=3.0");
    assertThat(releasesOf(saved)).containsExactly("3.0");
  }

  @Test
  @DisplayName("C-049: a release that one project brought is linked to the next one at once")
  void aReleaseIsLinkedToEveryProjectThatSendsIt() {
    var other = new SavedProject();
    String version = "shared-" + project.id();
    long now = SavedProject.WORLD.now().getEpochSecond();
    save("'release': '%s', 'timestamp': %d".formatted(version, now - 50));
    other.save(handler, "'release': '" + version + "'");

    assertThat(releasesOf(other)).containsExactly(version);
    assertThat(added(version)).isEqualTo(Instant.ofEpochSecond(now - 50));
    assertThat(rows("R#1#" + version)).hasSize(1);
  }

  @Test
  @DisplayName("C-051: without a release there is no dist")
  void withoutAReleaseThereIsNoDist() {
    String dist = "ios-" + project.id();
    String id = save("'dist': '" + dist + "'");

    assertThat(saved.tags(id)).containsExactly("level=error");
    assertThat(rows("R#1#")).extracting(Item::sk).doesNotContain("DIST#" + dist);
  }

  @Test
  @DisplayName("C-052: releases and dists are as old as their first event")
  void releasesAndDistsAreAsOldAsTheirFirstEvent() {
    Instant when = SavedProject.WORLD.now().minusSeconds(1000);
    String version = "dated-" + project.id();
    String event = "'release': '%s', 'dist': 'ios', 'timestamp': %d";
    String id = save(event.formatted(version, when.getEpochSecond()));
    save(event.formatted(version, when.getEpochSecond() + 900));

    assertThat(rows("R#1#" + version))
        .extracting(Item::sk, row -> Instant.ofEpochMilli(row.number("added")))
        .containsExactlyInAnyOrder(tuple("RELEASE", when), tuple("DIST#ios", when));
    assertThat(saved.tags(id)).contains("sentry:release=" + version, "sentry:dist=ios");
  }

  @Test
  void whatAFilterDropsLeavesNoRows() {
    var filtering = new SavedProject("'sentry:error_messages': ['*unwanted*']");
    String version = "filtered-" + filtering.project.id();
    filtering.save(
        "'message': 'unwanted', 'release': '%s', 'dist': 'd', 'user': {'id': '1'}"
            .formatted(version));

    assertThat(rows("R#1#" + version)).isEmpty();
    assertThat(releasesOf(filtering)).isEmpty();
    assertThat(rows("P#" + filtering.project.id())).isEmpty();
    assertThat(rows("U#" + filtering.project.id() + "#")).isEmpty();
  }

  @Test
  @DisplayName("C-053: no environment is an environment without a name, and no tag")
  void noEnvironmentIsAnEnvironment() {
    String id = save("'message': 'm'");

    assertThat(environments(saved)).containsExactly("");
    assertThat(saved.tags(id)).noneMatch(tag -> tag.startsWith("environment"));
  }

  @Test
  @DisplayName("C-054: an environment of several projects is listed with each, case-sensitively")
  void anEnvironmentIsListedWithEachProject() {
    var other = new SavedProject();
    save("'environment': 'beta'");
    save("'environment': 'beta'");
    save("'environment': 'Beta'");
    other.save(handler, "'environment': 'beta'");

    assertThat(environments(saved)).containsExactlyInAnyOrder("beta", "Beta");
    assertThat(environments(other)).containsExactly("beta");
  }

  @Test
  @DisplayName("C-056, C-058: a user has a row under the hash of what identifies")
  void aUserHasARow() {
    String byId = save("'user': {'id': '1', 'email': 'a@b'}, 'tags': [['user', 'x']]");
    String byName = save("'user': {'username': 'foô'}");

    assertThat(user("c4ca4238a0b923820dcc509a6f75849b"))
        .satisfies(
            row -> {
              assertThat(row.text("ident")).isEqualTo("1");
              assertThat(row.text("email")).isEqualTo("a@b");
            });
    assertThat(saved.tags(byId)).containsExactly("level=error", "sentry:user=id:1");
    assertThat(user("d9fe429ecc0f392e98f20d463f6c8b47").text("username")).isEqualTo("foô");
    assertThat(saved.tags(byName)).contains("sentry:user=username:foô");
  }

  @Test
  @DisplayName("C-060: a placeholder for an address stays in the payload and identifies nobody")
  void aPlaceholderStaysInThePayload() {
    ObjectNode message = SavedProject.message("'type': 'default', 'user': {'ip_address': '[ip]'}");
    String id = saved.save(handler, List.of(message.put("normalized", true))).getFirst();

    assertThat(saved.stored(id).at("/user/ip_address").textValue()).isEqualTo("[ip]");
    assertThat(saved.tags(id)).noneMatch(tag -> tag.startsWith("sentry:user"));
    assertThat(rows("U#" + project.id() + "#")).isEmpty();
  }

  @Test
  @DisplayName("C-061: a name alone makes no user")
  void aNameAloneMakesNoUser() {
    save("'user': {'name': 'jane'}");

    assertThat(rows("U#" + project.id() + "#")).isEmpty();
  }

  @Test
  @DisplayName("C-062, C-064: a new name is noted, an empty one is not")
  void aNewNameIsNoted() {
    save("'user': {'id': '1'}");
    String id = saved.save("'user': {'id': '1', 'name': 'jane', 'email': 'a@b'}");

    assertThat(users()).hasSize(1);
    assertThat(users().getFirst().text("display_name")).isEqualTo("jane");
    assertThat(users().getFirst().text("ident")).isEqualTo("1");
    assertThat(users().getFirst().optionalText("email")).as("of the first event").isEmpty();
    assertThat(saved.tags(id)).contains("sentry:user=id:1");

    saved.save("'user': {'id': '1', 'name': ''}");
    saved.save("'user': {'id': '1'}");
    assertThat(users().getFirst().text("display_name")).isEqualTo("jane");
    saved.save("'user': {'id': '1', 'name': 'joan'}");
    assertThat(users().getFirst().text("display_name")).isEqualTo("joan");
  }

  @Test
  @DisplayName("C-063: a user is not looked at again within the hour, nor twice in a batch")
  void aUserIsNotLookedAtAgainWithinTheHour() {
    saved.save(
        handler,
        List.of(
            SavedProject.message("'user': {'id': '1'}"),
            SavedProject.message("'user': {'id': '1', 'name': 'joan'}")));
    save("'user': {'id': '1', 'name': 'jane'}");
    assertThat(users().getFirst().optionalText("display_name")).isEmpty();

    SavedProject.WORLD.pass(Duration.ofMinutes(61));
    save("'user': {'id': '1', 'name': 'jane'}");
    assertThat(users().getFirst().text("display_name")).isEqualTo("jane");
  }

  @Test
  @DisplayName("C-065: the same text as id and as username is one row; tags tell what was sent")
  void theSameTextAsIdAndAsUsernameIsOneRow() {
    save("'user': {'id': 'foo'}");
    String cold = saved.save("'user': {'username': 'foo'}");
    String warm = save("'user': {'username': 'foo'}");

    assertThat(users()).hasSize(1);
    assertThat(users().getFirst().text("ident")).isEqualTo("foo");
    assertThat(users().getFirst().optionalText("username")).isEmpty();
    assertThat(saved.tags(cold)).contains("sentry:user=username:foo");
    assertThat(saved.tags(warm)).contains("sentry:user=username:foo");
  }

  @Test
  @DisplayName("C-067: a user who is known by an address is found by the tag")
  void aUserIsFoundByTheTag() {
    String id = save("'user': {'ip_address': '::1'}");

    assertThat(saved.tags(id)).contains("sentry:user=ip:::1");
    assertThat(user(EventUser.hashOfTagValue("ip:::1").orElseThrow()).text("ip_address"))
        .isEqualTo("::1");
  }

  @Test
  void functionsThatMeetLeaveOneRowOfEach() throws InterruptedException {
    String version = "met-" + project.id();
    String members =
        "'message': 'm', 'release': '%s', 'dist': 'd', 'environment': 'e', 'user': {'id': '1'}"
            .formatted(version);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> ids =
          threads.invokeAll(Collections.nCopies(16, () -> saved.save(members)));
      assertThat(ids)
          .allSatisfy(
              id ->
                  assertThat(saved.tags(id.get()))
                      .contains("sentry:release=" + version, "sentry:dist=d"));
    }

    assertThat(rows("R#1#" + version))
        .extracting(Item::sk)
        .containsExactlyInAnyOrder("RELEASE", "DIST#d");
    assertThat(releasesOf(saved)).containsExactly(version);
    assertThat(environments(saved)).containsExactly("e");
    assertThat(users()).hasSize(1);
  }

  @Test
  void namesThatFitNoRowCountAsAbsent() {
    ObjectNode message =
        SavedProject.message(
            "'type': 'default', 'release': '%s', 'environment': '%s'"
                .formatted("r".repeat(3000), "e".repeat(3000)));
    String id = saved.save(handler, List.of(message.put("normalized", true))).getFirst();

    assertThat(saved.tags(id)).isEmpty();
    assertThat(releasesOf(saved)).isEmpty();
    assertThat(environments(saved)).containsExactly("");
  }

  private static DynamoReleases releases() {
    return new DynamoReleases(
        SavedProject.WORLD.dynamoDb,
        SavedProject.WORLD.stack.table("IssuesTable"),
        ReleaseArrivals.NOBODY,
        SavedProject.WORLD.clock);
  }

  private String save(String members) {
    return saved.save(handler, members);
  }

  private static Instant added(String version) {
    return Instant.ofEpochMilli(
        rows("R#1#" + version).stream()
            .filter(row -> row.sk().equals("RELEASE"))
            .findFirst()
            .orElseThrow()
            .number("added"));
  }

  private static List<String> releasesOf(SavedProject of) {
    return releases().newest(of.project, 10);
  }

  private static List<String> environments(SavedProject of) {
    return rows("P#" + of.project.id()).stream()
        .map(Item::sk)
        .filter(sk -> sk.startsWith("ENV#"))
        .map(sk -> sk.substring("ENV#".length()))
        .toList();
  }

  private List<Item> users() {
    return rows("U#" + saved.project.id() + "#");
  }

  private Item user(String hash) {
    return users().stream()
        .filter(row -> row.pk().equals(DynamoEventUsers.partition(saved.project.id(), hash)))
        .findFirst()
        .orElseThrow();
  }
}
