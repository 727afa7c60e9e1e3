package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.operation.MergeResult;
import dev.tracefold.issue.operation.StatusWish;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.issue.query.SeenEnvironment;
import dev.tracefold.issue.query.SeenRelease;
import dev.tracefold.saveevents.OperatedWorld.Shown;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.CrashPoint.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Merging and unmerging beside functions that save events, killed at every call. */
final class IssueMergingTest {

  private static final String DISK = "disk full";
  private static final String SOCKET = "socket closed";

  private final OperatedWorld world = new OperatedWorld(3);

  @Test
  void mergedIssuesAreOneWithAllThatWasSeen() {
    Sent first = world.event(SOCKET, "ann", "a");
    world.save(first);
    world.pass(Duration.ofMinutes(2));
    Sent second = world.event(DISK, "bob", "b");
    world.save(second);
    IssueId disk = world.issue(DISK).id();
    IssueId socket = world.issue(SOCKET).id();
    world.pass(Duration.ofMinutes(2));

    assertThat(merge(disk, socket)).isInstanceOf(MergeResult.Done.class);
    Sent third = world.event(SOCKET, "eve", "c");
    world.save(third);

    Issue merged = only(world);
    assertThat(merged.id()).isEqualTo(disk);
    assertThat(merged.latest().title()).isEqualTo(SOCKET);
    assertThat(merged.firstSeen()).isEqualTo(first.when());
    assertThat(merged.lastSeen()).isEqualTo(third.when());
    assertThat(world.shown(merged))
        .isEqualTo(
            new Shown(
                IssueStatus.UNRESOLVED,
                3,
                Set.of(first.eventId(), second.eventId(), third.eventId()),
                List.of(14L)));
    assertThat(world.queries.users(merged).users()).isEqualTo(3);
    assertThat(world.queries.releases(merged))
        .extracting(SeenRelease::version)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(world.queries.environments(merged))
        .containsExactly(new SeenEnvironment("", first.when()));
    assertThat(world.queries.find(socket)).contains(merged);
    assertThat(world.queries.list(world.project.id(), Set.of(IssueStatus.values()), 9).issues())
        .hasSize(1);
    assertThat(world.activities(merged).getFirst().data().toString())
        .isEqualTo("{\"issues\":[{\"id\":\"%s\"}]}".formatted(socket));
    assertThat(merge(disk, socket))
        .isInstanceOfSatisfying(
            MergeResult.Done.class, done -> assertThat(done.changed()).isFalse());
  }

  @Test
  void aMergedIssueThatIsMergedAgainTakesAllOfItAlong() {
    for (String text : List.of("one", "two", "three")) {
      world.save(world.event(text));
    }
    IssueId one = world.issue("one").id();
    IssueId two = world.issue("two").id();
    IssueId three = world.issue("three").id();
    merge(two, one);
    merge(three, two);
    world.save(world.event("one"), world.event("two"));
    Issue merged = only(world);
    assertThat(merged.id()).isEqualTo(three);
    assertThat(world.shown(merged).timesSeen()).isEqualTo(5);
    assertThat(OperatedWorld.operations().issues.findIssues(Set.of(one)).get(one))
        .satisfies(issue -> assertThat(issue.mergedInto()).isEqualTo(three));
    assertThat(merge(one, three))
        .isEqualTo(
            new MergeResult.Refused(
                "issue %s was merged into issue %s; name that one".formatted(one, three)));
    assertThat(merge(three, three)).isInstanceOf(MergeResult.Refused.class);
  }

  @Test
  void issuesOfTwoProjectsDoNotMerge() {
    var other = new OperatedWorld(4);
    world.save(world.event(DISK));
    other.save(other.event(DISK));
    assertThat(merge(world.issue(DISK).id(), other.issue(DISK).id()))
        .isInstanceOfSatisfying(
            MergeResult.Refused.class,
            refused -> assertThat(refused.why()).contains("issues of a project merge"));
  }

  @Test
  void aFunctionThatReadAnIssueBeforeItWasMergedCountsForTheOtherOne() {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new OperatedWorld(call);
      one.save(one.event(DISK, "ann", null), one.event(SOCKET, "ann", null));
      IssueId disk = one.issue(DISK).id();
      IssueId socket = one.issue(SOCKET).id();
      one.pass(Duration.ofMinutes(1));
      Sent late = one.event(SOCKET, "eve", "b");
      boolean interrupted = one.saveAround(call, () -> merge(disk, socket), late);
      Issue merged = only(one);
      String name = "merged at call " + call;
      assertThat(one.shown(merged).timesSeen()).as(name).isEqualTo(3);
      assertThat(one.shown(merged).events()).as(name).contains(late.eventId()).hasSize(3);
      assertThat(merged.lastSeen()).as(name).isEqualTo(late.when());
      assertThat(one.queries.users(merged).users()).as(name).isEqualTo(2);
      assertThat(one.queries.releases(merged)).as(name).hasSize(1);
      if (!interrupted) {
        assertThat(call).isGreaterThan(10);
        return;
      }
    }
  }

  @Test
  void aMergeThatDiesAtAnyCallIsCompletedByRunningItAgain() {
    for (Moment moment : Moment.values()) {
      for (int call = 0; ; call += OperatedWorld.STRIDE) {
        var one = new OperatedWorld(call);
        one.save(one.event(DISK), one.event(SOCKET), one.event("third"));
        one.pass(Duration.ofMinutes(1));
        Sent second = one.event(SOCKET);
        one.save(second);
        IssueId disk = one.issue(DISK).id();
        IssueId socket = one.issue(SOCKET).id();
        IssueId third = one.issue("third").id();
        boolean died = OperatedWorld.killed(call, moment, () -> merge(disk, socket, third));
        String name = "call %d %s".formatted(call, moment);
        one.save(one.event(DISK), one.event(SOCKET), second);
        merge(disk, socket, third);
        one.save(one.event(SOCKET), second);
        Issue merged = only(one);
        assertThat(merged.id()).as(name).isEqualTo(disk);
        assertThat(one.shown(merged).timesSeen()).as(name).isEqualTo(7);
        assertThat(one.shown(merged).events()).as(name).hasSize(7);
        assertThat(one.activities(merged)).as(name).extracting(Activity::type).containsOnly(14L);
        assertThat(one.activities(merged)).as(name).hasSize(1);
        if (!died) {
          assertThat(call).isGreaterThan(8);
          break;
        }
      }
    }
  }

  @Test
  void anUnmergedHashTakesItsEventsAlong() {
    Sent first = world.event(SOCKET, "ann", "a");
    world.save(first);
    world.pass(Duration.ofMinutes(1));
    Sent second = world.event(SOCKET, "bob", "b");
    Sent other = world.event(DISK, "eve", "c");
    world.save(second, other);
    IssueId disk = world.issue(DISK).id();
    Hash hash = hash(world, world.issue(SOCKET));
    Hash stays = hash(world, world.issue(DISK));
    merge(disk, world.issue(SOCKET).id());
    OperatedWorld.operations().statuses.set(world.project, disk, new StatusWish.Resolve());

    assertThat(unmerge(disk, hash)).isInstanceOf(MergeResult.Done.class);

    assertThat(world.issues()).hasSize(2);
    Issue fresh =
        world.issues().stream().filter(i -> !i.id().equals(disk)).findFirst().orElseThrow();
    assertThat(fresh.latest().title()).isEqualTo(SOCKET);
    assertThat(fresh.latest().culprit()).isEqualTo(world.issue(SOCKET).latest().culprit());
    assertThat(fresh.firstSeen()).isEqualTo(first.when());
    assertThat(fresh.lastSeen()).isEqualTo(second.when());
    assertThat(world.shown(fresh))
        .isEqualTo(
            new Shown(
                IssueStatus.UNRESOLVED,
                2,
                Set.of(first.eventId(), second.eventId()),
                List.of(20L)));
    assertThat(world.queries.users(fresh).users()).isEqualTo(2);
    assertThat(world.queries.releases(fresh))
        .extracting(SeenRelease::version)
        .containsExactly("b", "a");
    Issue old = world.queries.find(disk).orElseThrow();
    assertThat(world.shown(old).events()).containsExactly(other.eventId());
    assertThat(world.shown(old).timesSeen()).isEqualTo(1);
    assertThat(world.shown(old).status()).isEqualTo(IssueStatus.RESOLVED);
    assertThat(unmerge(disk, stays))
        .isInstanceOfSatisfying(
            MergeResult.Refused.class,
            refused -> assertThat(refused.why()).contains("is the only one of issue"));
    assertThat(unmerge(disk, hash)).isInstanceOf(MergeResult.Done.class);
    assertThat(world.issues()).hasSize(2);
    world.save(world.event(SOCKET));
    assertThat(world.shown(world.queries.find(fresh.id()).orElseThrow()).timesSeen()).isEqualTo(3);
  }

  @Test
  void anUnmergeThatDiesAtAnyCallIsCompletedByRunningItAgain() {
    for (Moment moment : Moment.values()) {
      for (int call = 0; ; call += OperatedWorld.STRIDE) {
        var one = new OperatedWorld(call);
        Instant start = one.now();
        Sent first = one.event(SOCKET, "ann", "a");
        one.save(first, one.event(DISK));
        IssueId disk = one.issue(DISK).id();
        IssueId socket = one.issue(SOCKET).id();
        Hash hash = hash(one, one.issue(SOCKET));
        merge(disk, socket);
        one.pass(Duration.ofMinutes(1));
        boolean died = OperatedWorld.killed(call, moment, () -> unmerge(disk, hash));
        String name = "call %d %s".formatted(call, moment);
        one.save(one.event(SOCKET), first);
        unmerge(disk, hash);
        one.save(one.event(SOCKET), first);
        assertThat(one.issues()).as(name).hasSize(2);
        Issue fresh =
            one.issues().stream().filter(i -> !i.id().equals(disk)).findFirst().orElseThrow();
        assertThat(one.shown(fresh).timesSeen()).as(name).isEqualTo(3);
        assertThat(one.shown(fresh).events()).as(name).hasSize(3);
        assertThat(fresh.firstSeen()).as(name).isEqualTo(start);
        assertThat(one.queries.users(fresh).users()).as(name).isEqualTo(1);
        assertThat(new TreeSet<>(one.shown(fresh).activities())).as(name).containsExactly(20L);
        assertThat(one.shown(one.queries.find(disk).orElseThrow()).timesSeen())
            .as(name)
            .isEqualTo(1);
        if (!died) {
          assertThat(call).isGreaterThan(8);
          break;
        }
      }
    }
  }

  private static Issue only(OperatedWorld world) {
    assertThat(world.issues()).hasSize(1);
    return world.issues().getFirst();
  }

  private static Hash hash(OperatedWorld world, Issue issue) {
    return world.queries.summarize(issue).hashes().getFirst();
  }

  private static MergeResult merge(IssueId into, IssueId... from) {
    return OperatedWorld.operations().merging.merge(into, Set.of(from));
  }

  private static MergeResult unmerge(IssueId issue, Hash hash) {
    return OperatedWorld.operations().unmerging.unmerge(issue, hash, read -> {});
  }
}
