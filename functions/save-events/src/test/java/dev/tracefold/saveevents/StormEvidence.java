package dev.tracefold.saveevents;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.saveevents.StormModel.Act;
import dev.tracefold.testing.Turns.Process;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a storm said and left, once nothing is on the way any more. */
final class StormEvidence {

  private final SavingWorld world;
  private final long project;

  StormEvidence(SavingWorld world, long project) {
    this.world = world;
    this.project = project;
  }

  /**
   * Each event with its one outcome and what its messages said.
   *
   * @param deliveries of each event, up to the one that saved it
   */
  List<Act> deliveries(Map<String, Sent> sent, Map<String, List<Process>> deliveries) {
    Map<String, Set<Integer>> outcomes = new HashMap<>();
    for (JsonNode outcome : world.drain("OutcomesQueue")) {
      outcomes
          .computeIfAbsent(outcome.path("event_id").asText(), id -> new TreeSet<>())
          .add(outcome.path("outcome").asInt());
    }
    Map<String, List<JsonNode>> messages =
        world.drain("IssueStreamQueue").stream()
            .collect(groupingBy(message -> message.path("event_id").asText()));
    List<Act> acts = new ArrayList<>();
    sent.forEach(
        (id, event) -> {
          List<JsonNode> said = messages.getOrDefault(id, List.of());
          boolean accepted = !said.isEmpty();
          assertThat(outcomes.get(id)).as("outcomes of %s", id).containsOnly(accepted ? 0 : 1);
          List<Process> by = Objects.requireNonNull(deliveries.get(id));
          acts.add(
              new StormModel.Delivered(
                  by.stream().mapToInt(Process::began).min().orElseThrow(),
                  by.stream().mapToInt(Process::ended).max().orElseThrow(),
                  id,
                  event.when(),
                  accepted ? new IssueId(said.getFirst().path("group_id").asLong()) : null,
                  said.stream().anyMatch(message -> message.path("is_new").asBoolean()),
                  said.stream().anyMatch(message -> message.path("is_regression").asBoolean())));
        });
    return acts;
  }

  /** The issues that were ever made, each before anybody was done with it. */
  List<Act> creations(List<Act> acts) {
    Map<IssueId, Integer> firstEnds = new TreeMap<>();
    remains().present().forEach(issue -> firstEnds.put(issue.id(), Integer.MAX_VALUE));
    for (Act act : acts) {
      IssueId issue = act.issue();
      if (issue != null) {
        firstEnds.merge(issue, act.to(), Math::min);
      }
    }
    List<Act> creations = new ArrayList<>();
    firstEnds.forEach(
        (issue, end) ->
            creations.add(new StormModel.Made(0, end, issue, latestBegunBefore(end, acts))));
    return creations;
  }

  private static Instant latestBegunBefore(int end, List<Act> acts) {
    return acts.stream()
        .filter(act -> act.from() <= end)
        .flatMap(act -> act instanceof StormModel.Delivered e ? Stream.of(e.when()) : Stream.of())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * Looks for an order that ends in what is left.
   *
   * @throws AssertionError if there is none
   */
  void check(StormModel model) {
    Remains remains = remains();
    List<Issue> present = remains.present();
    assertThat(present).as("issues of one hash").hasSizeLessThan(2);
    assertThat(remains.hashes).as("hashes").hasSize(1);
    Item hash = remains.hashes.values().iterator().next();
    boolean discarding = hash.optionalText("tombstone").isPresent();
    Predicate<StormModel.State> asLeft =
        present.isEmpty() ? state -> state.owner() == null : isLeft(present.getFirst(), remains);
    if (!model.explains(state -> state.discarding() == discarding && asLeft.test(state))) {
      throw new AssertionError(
          "no order explains%n%sand that there is left %s, discarding: %s"
              .formatted(
                  model,
                  present.stream()
                      .map(issue -> issue + " " + remains.statusChanges(issue))
                      .toList(),
                  discarding));
    }
  }

  private Remains remains() {
    return new Remains(world, project);
  }

  private Predicate<StormModel.State> isLeft(Issue issue, Remains remains) {
    List<Long> changes = remains.statusChanges(issue).stream().map(Remains.Change::type).toList();
    long timesSeen =
        new Operations(world, new AwsClients(world.http), new Random(0))
            .queries
            .summarize(issue)
            .timesSeen();
    return state -> {
      StormModel.IssueState expected = state.issues().get(issue.id());
      return expected != null
          && issue.id().equals(state.owner())
          && expected.status() == issue.status()
          && expected.timesSeen() == timesSeen
          && expected.activities().stream()
              .map(type -> (long) type.code())
              .toList()
              .equals(changes);
    };
  }
}
