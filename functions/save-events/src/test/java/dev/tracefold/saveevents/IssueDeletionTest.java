package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.operation.DeletionResult;
import dev.tracefold.issue.operation.Tombstone;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.CrashPoint.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deletion beside functions that save events, killed at every call. */
final class IssueDeletionTest {

  private static final String TITLE = "disk full";
  private static final String OTHER = "socket closed";

  private final OperatedWorld world = new OperatedWorld(5);

  @Test
  void theNextIssueOfADeletedOneStartsFromNothing() {
    Sent before = world.event(TITLE, "ann", "a");
    world.save(before, world.event(TITLE), world.event(OTHER));
    IssueId id = world.issue(TITLE).id();
    Set<String> others = world.events(world.issue(OTHER));

    assertThat(delete(id, false)).isEqualTo(new DeletionResult.Deleted(false));

    assertThat(traces(world, id)).isEmpty();
    assertThat(world.issues()).extracting(i -> i.latest().title()).containsExactly(OTHER);
    assertThat(world.events(world.issue(OTHER))).isEqualTo(others);
    world.save(before);
    assertThat(world.outcomes)
        .extracting(o -> o.path("outcome").asInt())
        .as("a redelivered event stays accepted and makes no issue")
        .containsExactly(0);
    assertThat(world.issues()).hasSize(1);
    Sent after = world.event(TITLE);
    world.save(after);
    assertThat(world.issue(TITLE).id()).isNotEqualTo(id);
    assertThat(world.shown(world.issue(TITLE)).timesSeen()).isEqualTo(1);
    assertThat(world.events(world.issue(TITLE))).containsExactly(after.eventId());
    assertThat(delete(world.issue(TITLE).id(), false)).isEqualTo(new DeletionResult.Deleted(false));
    world.save(world.event(TITLE), world.event(TITLE));
    assertThat(world.shown(world.issue(TITLE)).timesSeen()).isEqualTo(2);
    assertThat(delete(id, false)).isEqualTo(new DeletionResult.Refused("there is no issue " + id));
  }

  @Test
  @DisplayName("C-212, C-213: events of a discarded issue are filtered until its tombstone goes")
  void whatIsDiscardedStaysAwayUntilItsTombstoneGoes() {
    Sent before = world.event(TITLE);
    world.save(before);
    IssueId id = world.issue(TITLE).id();
    assertThat(delete(id, true)).isEqualTo(new DeletionResult.Deleted(true));

    Sent after = world.event(TITLE, "ann", "a");
    assertThat(world.save(before, after)).hasSize(1);
    assertThat(outcome(before)).containsExactly("0");
    assertThat(outcome(after)).containsExactly("1 discarded-hash");
    assertThat(world.issues()).isEmpty();
    assertThat(OperatedWorld.items("IssuesTable", "U#" + world.project.id() + "#"))
        .as("users of discarded events")
        .hasSize(1);

    List<Tombstone> tombstones =
        OperatedWorld.operations().deletions.tombstones(world.project.id());
    assertThat(tombstones).extracting(Tombstone::title).containsExactly(TITLE);
    OperatedWorld.operations().deletions.deleteTombstone(tombstones.getFirst());
    assertThat(OperatedWorld.operations().deletions.tombstones(world.project.id())).isEmpty();
    world.save(world.event(TITLE));
    assertThat(world.shown(world.issue(TITLE)).timesSeen()).isEqualTo(1);
  }

  @Test
  void whatWasMergedIntoADeletedIssueGoesWithIt() {
    world.save(world.event(TITLE, "ann", "a"), world.event(OTHER, "bob", "b"));
    IssueId id = world.issue(TITLE).id();
    IssueId merged = world.issue(OTHER).id();
    OperatedWorld.operations().merging.merge(id, Set.of(merged));
    assertThat(delete(merged, false)).isInstanceOf(DeletionResult.Refused.class);
    assertThat(delete(id, true)).isInstanceOf(DeletionResult.Deleted.class);
    assertThat(traces(world, id)).isEmpty();
    assertThat(traces(world, merged)).isEmpty();
    world.save(world.event(OTHER));
    assertThat(world.issues()).isEmpty();
  }

  @Test
  void aDeletionThatDiesAtAnyCallKeepsNoEventWaitingAndIsCompletedByRunningItAgain() {
    for (Moment moment : Moment.values()) {
      for (int call = 0; ; call += OperatedWorld.STRIDE) {
        var one = new OperatedWorld(call);
        Sent before = one.event(TITLE, "ann", "a");
        one.save(before, one.event(OTHER));
        IssueId id = one.issue(TITLE).id();
        OperatedWorld.operations().merging.merge(id, Set.of(one.issue(OTHER).id()));
        boolean died = OperatedWorld.killed(call, moment, () -> delete(id, false));
        String name = "call %d %s".formatted(call, moment);
        Sent between = one.event(TITLE);
        one.save(between, before);
        Issue owner = one.issue(TITLE);
        delete(id, false);
        one.save(one.event(TITLE), one.event(OTHER), between, before);
        assertThat(traces(one, id)).as(name).isEmpty();
        long expected = owner.id().equals(id) ? 1 : 2;
        assertThat(one.shown(one.issue(TITLE)).timesSeen()).as(name).isEqualTo(expected);
        assertThat(one.events(one.issue(TITLE))).as(name).hasSize((int) expected);
        assertThat(one.shown(one.issue(OTHER)).timesSeen()).as(name).isEqualTo(1);
        assertThat(one.issues()).as(name).hasSize(2);
        if (!died) {
          assertThat(call).isGreaterThan(15);
          break;
        }
      }
    }
  }

  @Test
  void aFunctionThatReadAnIssueBeforeItWasDeletedCountsForNoOther() {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new OperatedWorld(call);
      one.save(one.event(TITLE));
      IssueId id = one.issue(TITLE).id();
      one.pass(Duration.ofMinutes(1));
      Sent late = one.event(TITLE, "eve", "b");
      boolean interrupted = one.saveAround(call, () -> delete(id, false), late);
      String name = "deleted at call " + call;
      assertThat(outcome(one, late)).as(name).containsExactly("0");
      boolean counted = !one.issues().isEmpty();
      one.save(one.event(TITLE));
      assertThat(one.shown(one.issue(TITLE)).timesSeen()).as(name).isEqualTo(counted ? 2 : 1);
      assertThat(one.events(one.issue(TITLE))).as(name).hasSize(counted ? 2 : 1);
      if (!interrupted) {
        assertThat(call).isGreaterThan(10);
        return;
      }
    }
  }

  private static DeletionResult delete(IssueId id, boolean discards) {
    return OperatedWorld.operations().deletion.delete(id, discards, deleted -> {});
  }

  private List<String> outcome(Sent sent) {
    return outcome(world, sent);
  }

  private static List<String> outcome(OperatedWorld world, Sent sent) {
    return world.outcomes.stream()
        .filter(o -> o.path("event_id").asText().equals(sent.eventId()))
        .map(IssueDeletionTest::told)
        .distinct()
        .toList();
  }

  private static String told(JsonNode outcome) {
    return (outcome.path("outcome").asText() + " " + outcome.path("reason").asText("")).strip();
  }

  /** What is still stored of an issue. */
  private static List<String> traces(OperatedWorld world, IssueId id) {
    String hashes = "%s#".formatted(world.project.id());
    return Stream.of(
            OperatedWorld.items("IssuesTable", "I#" + id),
            OperatedWorld.items("IssuesTable", "N#" + hashes).stream()
                .filter(item -> item.number("issue") == id.value())
                .toList())
        .flatMap(List::stream)
        .map((Item item) -> item.pk() + " / " + item.sk())
        .toList();
  }
}
