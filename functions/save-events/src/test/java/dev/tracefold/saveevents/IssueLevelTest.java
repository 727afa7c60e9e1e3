package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.HashState;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.saveevents.PayloadWorld.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Hierarchical hashes through the function: which rows are written, and which level an issue shows
 * (event-saving 11.3, 11.7). {@code EventHashesTest} has every combination of rows.
 */
final class IssueLevelTest {

  private static final ProjectOptions MOBILE =
      PayloadWorld.options(Map.of("sentry:grouping_config", "'mobile:2021-02-12'"));

  /**
   * Four levels: foo is where it crashed, bam called the others, main is not of the application.
   */
  private static final String CDEF =
      "{'platform': 'cocoa', 'exception': {'values': [{'type': 'EXC', 'value': 'bad',"
          + " 'stacktrace': {'frames': [{'function': 'main', 'in_app': false},"
          + " {'function': 'bam', 'in_app': true},"
          + " {'function': 'baz', 'in_app': true}, {'function': 'bar', 'in_app': true},"
          + " {'function': 'foo', 'in_app': true}]}}]}}";

  /** Differs from the other in its most specific level only. */
  private static final String CDEG = CDEF.replace("bam", "bim");

  private final PayloadWorld world = new PayloadWorld(MOBILE);

  @Test
  @DisplayName("C-143, C-144, C-147: an issue of levels begins with the least specific one")
  void anIssueBeginsWithTheLeastSpecificLevel() {
    JsonNode first = world.save(world.event(CDEF)).getFirst();
    JsonNode payload = world.payload(first);
    List<String> levels = levels(first);
    Issue issue = world.issue();

    assertThat(levels).hasSize(4);
    assertThat(levels).extracting(world::owner).containsExactly(issue.id(), null, null, null);
    assertThat(payload.path("hashes")).isNotEmpty();
    payload.path("hashes").forEach(hash -> assertThat(world.owner(hash.asText())).isNull());
    assertShows(issue, 0, "EXC: bad | foo");
    assertThat(issue.latest().data().path("metadata").has("finest_tree_label")).isFalse();
    assertThat(payload.path("title").asText()).isEqualTo("EXC: bad | foo | bar");
    assertThat(payload.path("metadata").path("finest_tree_label")).hasSize(2);
    assertThat(payload.path("metadata").has("current_level")).isFalse();

    JsonNode second = world.save(world.event(CDEF)).getFirst();
    assertThat(second.path("is_new").asBoolean()).isFalse();
    assertThat(world.timesSeen(world.issue())).isEqualTo(2);
  }

  @Test
  @DisplayName("C-145, C-156: the most specific level wins, the least specific one is published")
  void theMostSpecificLevelWins() {
    List<String> levels = levels(world.save(world.event(CDEF)).getFirst());
    world.save(world.event("{'message': 'another'}"));
    Issue first = world.issues().get(0);
    Issue other = world.issues().get(1);
    world.put(levels.get(3), other.id(), HashState.ORDINARY);

    JsonNode specific = world.save(later(CDEF)).getFirst();
    JsonNode sibling = world.save(later(CDEG)).getFirst();

    assertThat(specific.path("group_id").asLong()).isEqualTo(other.id().value());
    assertThat(specific.path("primary_hash").asText()).isEqualTo(levels.getFirst());
    assertThat(sibling.path("group_id").asLong()).isEqualTo(first.id().value());
    assertThat(levels).extracting(world::owner).containsExactly(first.id(), null, null, other.id());
    assertShows(world.issues().get(1), 3, "EXC: bad | foo | bar");
    assertShows(world.issues().get(0), 0, "EXC: bad | foo");
  }

  @Test
  @DisplayName("C-147: an issue of the most specific level alone has no part in its siblings")
  void anIssueOfTheMostSpecificLevelHasNoPartInSiblings() {
    List<String> levels = levels(world.save(world.event(CDEF)).getFirst());
    IssueId first = world.issue().id();
    world.forget(levels.get(0));
    world.put(levels.get(3), first, HashState.ORDINARY);
    assertThat(world.save(world.event(CDEF)).getFirst().path("group_id").asLong())
        .isEqualTo(first.value());
    JsonNode sibling = world.save(world.event(CDEG)).getFirst();
    assertThat(sibling.path("is_new").asBoolean()).isTrue();
    assertThat(world.owner(levels.get(0))).isEqualTo(world.issues().get(1).id());
  }

  @Test
  @DisplayName(
      "C-148: a level that was split leaves the issue to the next one, and flat hashes out")
  void aSplitLevelLeavesTheIssueToTheNext() {
    JsonNode message = world.save(world.event(CDEF)).getFirst();
    List<String> levels = levels(message);
    IssueId first = world.issue().id();
    world.put(levels.get(0), first, HashState.SPLIT);
    world
        .payload(message)
        .path("hashes")
        .forEach(flat -> world.put(flat.asText(), first, HashState.ORDINARY));

    JsonNode next = world.save(world.event(CDEF)).getFirst();

    assertThat(next.path("is_new").asBoolean()).isTrue();
    Issue issue = world.issues().get(1);
    assertThat(levels).extracting(world::owner).containsExactly(first, issue.id(), null, null);
    assertShows(issue, 1, "EXC: bad | foo | bar");
  }

  @Test
  void anIssueOfAnUnmergedLevelShowsThatLevel() {
    JsonNode message = world.save(world.event(CDEF)).getFirst();
    String level = levels(message).getFirst();
    world.save(world.event("{'message': 'another'}"));
    IssueId other = world.issues().get(1).id();
    Operations operations =
        new Operations(PayloadWorld.WORLD, new AwsClients(PayloadWorld.WORLD.http), new Random(1));
    operations.merging.merge(other, Set.of(world.issues().get(0).id()));
    operations.unmerging.unmerge(other, new Hash(level), read -> {});

    IssueId fresh = Objects.requireNonNull(world.owner(level));
    assertThat(fresh).isNotEqualTo(other);
    Issue issue = operations.queries.find(fresh).orElseThrow();
    assertShows(issue, 0, "EXC: bad | foo");
    assertThat(issue.latest().data().path("metadata").has("title")).isFalse();
  }

  @Test
  @DisplayName("C-152: a split level that leads nowhere gets an issue and stays split")
  void aSplitLevelStaysSplit() {
    List<String> levels = levels(world.save(world.event(CDEF)).getFirst());
    world.put(levels.get(3), null, HashState.SPLIT);
    JsonNode message = world.save(world.event(CDEF)).getFirst();
    assertThat(message.path("is_new").asBoolean()).isTrue();
    assertThat(world.owner(levels.get(3))).isEqualTo(world.issues().get(1).id());
    assertThat(world.row(levels.get(3)).orElseThrow().text("hash_state")).isEqualTo("SPLIT");
    assertThat(world.save(world.event(CDEF)).getFirst().path("group_id"))
        .isEqualTo(message.path("group_id"));
  }

  @Test
  @DisplayName("C-153: an issue of an older configuration gets the root and shows no level")
  void anIssueOfAnOlderConfigurationGetsTheRoot() {
    JsonNode message = world.save(world.event(CDEF)).getFirst();
    List<String> levels = levels(message);
    IssueId issue = world.issue().id();
    world.forget(levels.get(0));
    String flat = world.payload(message).path("hashes").path(0).asText();
    world.put(flat, issue, HashState.ORDINARY);

    assertThat(world.save(later(CDEF)).getFirst().path("is_new").asBoolean()).isFalse();

    assertThat(levels).extracting(world::owner).containsExactly(issue, null, null, null);
    assertThat(world.issue().latest().data().path("metadata").has("current_level")).isFalse();
    assertThat(world.issue().latest().title()).isEqualTo("EXC: bad");
  }

  @Test
  @DisplayName(
      "C-154: a tombstone of a more specific level discards although a lesser one has an issue")
  void aTombstoneOfAMoreSpecificLevelDiscards() {
    List<String> levels = levels(world.save(world.event(CDEF)).getFirst());
    world.bury(levels.get(1));
    Event event = world.event(CDEF);
    assertThat(world.save(event)).isEmpty();
    assertThat(PayloadWorld.outcomes(event)).containsExactly("1 discarded-hash");
    assertThat(world.timesSeen(world.issue())).isEqualTo(1);
  }

  @Test
  @DisplayName("C-157: two first events that differ in their most specific level make one issue")
  void twoFirstEventsMakeOneIssue() {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new PayloadWorld(MOBILE);
      Event slow = one.event(CDEF);
      Event fast = one.event(CDEG);
      boolean interrupted =
          one.deliverAround(call, () -> one.deliver(PayloadWorld.newHandler(), fast), slow);
      if (!interrupted) {
        assertThat(call).isGreaterThan(8);
        return;
      }
      String name = "held up at call " + call;
      assertThat(one.messages(slow, fast))
          .as(name)
          .filteredOn(message -> message.path("is_new").asBoolean())
          .hasSize(1);
      assertThat(one.timesSeen(one.issue())).as(name).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("C-158: levels of the secondary configuration find nothing")
  void levelsOfTheSecondaryConfigurationFindNothing() {
    List<String> levels = levels(world.save(world.event(CDEF)).getFirst());
    world.setOptions(
        PayloadWorld.options(
            Map.of(
                "sentry:grouping_config",
                "'newstyle:2019-10-29'",
                "sentry:secondary_grouping_config",
                "'mobile:2021-02-12'",
                "sentry:secondary_grouping_expiry",
                "99999999999")));
    JsonNode message = world.save(world.event(CDEF)).getFirst();
    assertThat(message.path("is_new").asBoolean()).isTrue();
    assertThat(world.payload(message).has("hierarchical_hashes")).isFalse();
    assertThat(world.owner(levels.getFirst())).isEqualTo(world.issues().getFirst().id());
    assertThat(world.issues().get(1).latest().title()).isEqualTo("EXC: bad");
  }

  private static void assertShows(Issue issue, int level, String title) {
    JsonNode metadata = issue.latest().data().path("metadata");
    assertThat(metadata.path("current_level").asInt(-1)).isEqualTo(level);
    assertThat(metadata.path("current_tree_label")).hasSize(Math.min(level + 1, 2));
    assertThat(issue.latest().title()).isEqualTo(title);
  }

  /** One that happens a second later than others, so that its issue shows it. */
  private Event later(String payload) {
    return world.event(payload, Duration.ofSeconds(1));
  }

  private List<String> levels(JsonNode message) {
    List<String> levels = new ArrayList<>();
    world.payload(message).path("hierarchical_hashes").forEach(hash -> levels.add(hash.asText()));
    return levels;
  }
}
