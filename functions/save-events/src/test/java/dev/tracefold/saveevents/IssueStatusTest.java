package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.operation.IgnoreConditions;
import dev.tracefold.issue.operation.StatusResult;
import dev.tracefold.issue.operation.StatusWish;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.CrashPoint.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Statuses that people set, beside functions that save events, killed at every call. */
final class IssueStatusTest {

  private static final String TITLE = "disk full";
  private static final StatusWish RESOLVE = new StatusWish.Resolve();

  private final OperatedWorld world = new OperatedWorld(1);

  @Test
  @DisplayName("C-167: an event of a resolved issue reopens it once, however often it comes")
  void anEventReopensOnce() {
    Sent first = world.event(TITLE);
    world.save(first);
    assertThat(set(RESOLVE)).isInstanceOf(StatusResult.Changed.class);
    world.pass(Duration.ofSeconds(50));
    Sent second = world.event(TITLE);

    assertThat(flags(world.save(second))).containsExactly(Map.entry(second.eventId(), true));
    assertThat(flags(world.save(second))).containsExactly(Map.entry(second.eventId(), true));

    assertThat(world.shown(world.issue(TITLE)))
        .isEqualTo(
            new OperatedWorld.Shown(
                IssueStatus.UNRESOLVED,
                2,
                Set.of(first.eventId(), second.eventId()),
                List.of(1L, 6L)));
    assertThat(world.activities(world.issue(TITLE)).getLast().data().toString())
        .isEqualTo("{\"version\":\"\"}");
  }

  @Test
  @DisplayName("C-168: an event of the moment in which an issue became active leaves it resolved")
  void anEventOfTheSameMomentReopensNothing() {
    world.save(world.event(TITLE));
    set(RESOLVE);
    world.pass(Duration.ofSeconds(4));
    Sent event = world.event(TITLE);
    assertThat(flags(world.save(event))).containsExactly(Map.entry(event.eventId(), false));
    assertThat(world.shown(world.issue(TITLE)).activities()).containsExactly(1L);
  }

  @Test
  void anEventThatWasSavedBeforeReopensNothingHoweverLateItComesAgain() {
    Sent before = world.event(TITLE);
    world.save(before);
    world.pass(Duration.ofSeconds(50));
    Sent cutShort = world.event(TITLE);
    int call = 0;
    while (world.saveUntil(call, Moment.AFTER, cutShort) && world.events(issue()).size() < 2) {
      // Until the call by which it is counted, after which it dies.
      call++;
      world.pass(Duration.ofMinutes(11));
    }
    set(RESOLVE);
    world.pass(Duration.ofMinutes(11));
    assertThat(flags(world.save(cutShort, before)).values()).containsOnly(false);
    assertThat(issue().status()).isEqualTo(IssueStatus.RESOLVED);
    assertThat(world.shown(issue()).timesSeen()).isEqualTo(2);
  }

  @Test
  @DisplayName("C-182, C-183: only an event of the resolving release or a newer one reopens")
  void anOlderReleaseNeverReopens() {
    for (String version : List.of("p@1.1.9", "p@1.2.0", "p@1.10.0")) {
      OperatedWorld.operations().releases.ensure(world.project, version, world.now());
    }
    world.save(world.event(TITLE, null, "p@1.1.9"));
    assertThat(set(new StatusWish.ResolveInRelease("p@1.2.0")))
        .isInstanceOf(StatusResult.Changed.class);
    world.pass(Duration.ofSeconds(50));
    world.save(world.event(TITLE, null, "p@1.1.9"), world.event(TITLE));
    assertThat(issue().status()).isEqualTo(IssueStatus.RESOLVED);
    world.save(world.event(TITLE, null, "p@1.10.0"));
    assertThat(issue().status()).isEqualTo(IssueStatus.UNRESOLVED);
    assertThat(world.activities(issue()))
        .extracting(Activity::type, a -> a.data().path("version").asText())
        .containsExactly(tuple(13L, "p@1.2.0"), tuple(6L, "p@1.10.0"));
    assertThat(set(new StatusWish.ResolveInRelease("p@9")))
        .isEqualTo(
            new StatusResult.Refused(
                "project %s has no release 'p@9'; create-release makes one"
                    .formatted(world.project.slug())));
  }

  @Test
  @DisplayName("C-177: what waits for the next release is reopened by it and names it")
  void theNextReleaseReopens() {
    world.save(world.event(TITLE, null, "a"));
    world.pass(Duration.ofMinutes(30));
    set(new StatusWish.ResolveInNextRelease());
    world.save(world.event(TITLE, null, "a"));
    assertThat(issue().status()).isEqualTo(IssueStatus.RESOLVED);
    assertThat(world.activities(issue()).getFirst().data().toString())
        .isEqualTo("{\"version\":\"\",\"current_release_version\":\"a\"}");
    world.pass(Duration.ofMinutes(30));
    Sent event = world.event(TITLE, null, "b");
    assertThat(flags(world.save(event))).containsExactly(Map.entry(event.eventId(), true));
    assertThat(issue().status()).isEqualTo(IssueStatus.UNRESOLVED);
    assertThat(issue().resolution()).isNull();
    assertThat(world.activities(issue()))
        .extracting(Activity::type, a -> a.data().path("version").asText())
        .containsExactly(tuple(13L, "b"), tuple(6L, "b"));
    assertThat(OperatedWorld.items("IssuesTable", awaiting())).isEmpty();
  }

  @Test
  @DisplayName("C-195: a release that is newer becomes the resolving one of what waits for it")
  void aNewReleaseBecomesTheResolvingOne() {
    world.save(world.event(TITLE, null, "a"));
    set(new StatusWish.ResolveInNextRelease());
    world.pass(Duration.ofMinutes(30));
    world.save(world.event("socket closed", null, "b"));
    assertThat(issue().resolution())
        .satisfies(
            resolution -> {
              assertThat(resolution.inNextRelease()).isFalse();
              assertThat(resolution.release().version()).isEqualTo("b");
            });
    assertThat(world.activities(issue()).getFirst().data().toString())
        .isEqualTo("{\"version\":\"b\"}");
    assertThat(OperatedWorld.items("IssuesTable", awaiting())).isEmpty();
  }

  @Test
  void aFunctionThatDiesAnywhereLeavesTheNextReleaseToItsRedelivery() {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new OperatedWorld(call);
      one.save(one.event(TITLE, null, "a"));
      set(one, new StatusWish.ResolveInNextRelease());
      one.pass(Duration.ofMinutes(30));
      Sent event = one.event("socket closed", null, "b");
      if (!one.saveUntil(call, Moment.AFTER, event)) {
        assertThat(call).isGreaterThan(10);
        break;
      }
      one.pass(Duration.ofMinutes(11));
      one.save(event);
      assertThat(one.issue(TITLE).resolution())
          .as("call %d", call)
          .satisfies(resolution -> assertThat(resolution.inNextRelease()).isFalse());
    }
  }

  @Test
  void anIssueIsIgnoredForANumberOfEvents() {
    world.save(world.event(TITLE), world.event(TITLE));
    set(ignore(new IgnoreConditions(null, 2L, null, null, null)));
    world.save(world.event(TITLE));
    assertThat(issue().status()).isEqualTo(IssueStatus.IGNORED);
    world.save(world.event(TITLE));
    assertThat(issue().status()).isEqualTo(IssueStatus.UNRESOLVED);
    assertThat(world.shown(issue()).activities()).containsExactly(2L, 3L);
  }

  @Test
  void anIssueIsIgnoredForANumberOfEventsWithinAWindow() {
    var conditions = new IgnoreConditions(null, 2L, Duration.ofMinutes(5), null, null);
    world.save(world.event(TITLE));
    world.pass(Duration.ofMinutes(6));
    set(ignore(conditions));
    world.save(world.event(TITLE));
    world.pass(Duration.ofMinutes(6));
    world.save(world.event(TITLE));
    assertThat(issue().status()).isEqualTo(IssueStatus.IGNORED);
    world.pass(Duration.ofMinutes(4));
    world.save(world.event(TITLE));
    assertThat(issue().status()).isEqualTo(IssueStatus.UNRESOLVED);
  }

  @Test
  void anIssueIsIgnoredForANumberOfUsersInAllOrWithinAWindow() {
    for (@Nullable Duration window : new Duration[] {null, Duration.ofMinutes(5)}) {
      var one = new OperatedWorld(2);
      one.save(one.event(TITLE, "ann", null));
      one.pass(Duration.ofMinutes(6));
      set(one, ignore(new IgnoreConditions(null, null, null, 2L, window)));
      one.save(one.event(TITLE, "bob", null));
      one.save(one.event(TITLE, "bob", null));
      assertThat(one.issue(TITLE).status()).isEqualTo(IssueStatus.IGNORED);
      one.save(one.event(TITLE, "eve", null));
      assertThat(one.issue(TITLE).status()).isEqualTo(IssueStatus.UNRESOLVED);
    }
  }

  @Test
  void anIssueIsIgnoredUntilATime() {
    world.save(world.event(TITLE));
    var wish =
        ignore(new IgnoreConditions(world.now().plus(Duration.ofHours(1)), null, null, null, null));
    assertThat(set(wish)).isInstanceOf(StatusResult.Changed.class);
    assertThat(set(wish)).isEqualTo(new StatusResult.AlreadySo());
    world.pass(Duration.ofMinutes(59));
    world.save(world.event(TITLE));
    assertThat(issue().status()).isEqualTo(IssueStatus.IGNORED);
    world.pass(Duration.ofMinutes(1));
    assertThat(set(new StatusWish.Unresolve())).isInstanceOf(StatusResult.Changed.class);
    assertThat(set(wish))
        .isInstanceOfSatisfying(
            StatusResult.Refused.class,
            refused -> assertThat(refused.why()).contains("expected a time after"));
  }

  @Test
  @DisplayName("C-174: with an age for resolving, an issue that was quiet for longer regresses")
  void anIssueRegressesAfterALongSilence() {
    var aged =
        new OperatedWorld(
            1,
            ProjectOptions.NONE.with(
                "sentry:resolve_age", JsonNodeFactory.instance.numberNode(24)));
    aged.save(aged.event(TITLE));
    aged.pass(Duration.ofHours(25));
    Sent event = aged.event(TITLE);
    assertThat(flags(aged.save(event))).containsExactly(Map.entry(event.eventId(), true));
    assertThat(aged.shown(aged.issue(TITLE)).activities()).containsExactly(6L);
  }

  @Test
  void anOperationThatDiesAtAnyCallIsCompletedByRunningItAgain() {
    List<StatusWish> wishes =
        List.of(
            RESOLVE,
            new StatusWish.ResolveInRelease("latest"),
            new StatusWish.ResolveInNextRelease(),
            ignore(new IgnoreConditions(null, 9L, null, 9L, null)));
    for (StatusWish wish : wishes) {
      for (Moment moment : Moment.values()) {
        killAtEveryCall(wish, moment);
      }
    }
  }

  private static void killAtEveryCall(StatusWish wish, Moment moment) {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new OperatedWorld(call);
      Sent before = one.event(TITLE, "ann", "a");
      one.save(before);
      var operations = OperatedWorld.operations();
      var id = one.issue(TITLE).id();
      boolean died =
          OperatedWorld.killed(call, moment, () -> operations.statuses.set(one.project, id, wish));
      one.save(before);
      StatusResult again = set(one, wish);
      String name = "%s, call %d %s".formatted(wish, call, moment);
      assertThat(again).as(name).isNotInstanceOf(StatusResult.Refused.class);
      assertThat(one.shown(one.issue(TITLE)).status())
          .as(name)
          .isEqualTo(
              wish instanceof StatusWish.Ignore ? IssueStatus.IGNORED : IssueStatus.RESOLVED);
      assertThat(one.activities(one.issue(TITLE))).as(name).hasSize(1);
      assertThat(one.issue(TITLE).epoch()).as(name).isEqualTo(1);
      if (!died) {
        assertThat(call).isGreaterThan(1);
        return;
      }
    }
  }

  private Issue issue() {
    return world.issue(TITLE);
  }

  private String awaiting() {
    return "P#%d#AWAITING".formatted(world.project.id());
  }

  private StatusResult set(StatusWish wish) {
    return set(world, wish);
  }

  private static StatusResult set(OperatedWorld world, StatusWish wish) {
    return OperatedWorld.operations().statuses.set(world.project, world.issue(TITLE).id(), wish);
  }

  private static StatusWish ignore(IgnoreConditions conditions) {
    return new StatusWish.Ignore(conditions);
  }

  /** By event, whether its stream message says that it is a regression. */
  private static Map<String, Boolean> flags(List<JsonNode> stream) {
    Map<String, Boolean> flags = new HashMap<>();
    stream.forEach(
        message ->
            flags.put(
                message.path("event_id").asText(), message.path("is_regression").asBoolean()));
    return flags;
  }
}
