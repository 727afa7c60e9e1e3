package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.CrashPoint.Moment;
import dev.tracefold.testing.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An issue is deleted or discarded while another, which has one merged into it, is merged into it,
 * while the discard is taken back and while events come in, call by call in memory in an order
 * drawn by seed; now and then one of them is killed and run again. However it ends, the next events
 * are saved. {@code -Dtracefold.operations=N} runs N of them.
 */
final class OperationsBesideEachOtherTest {

  private static final int HISTORIES = Integer.getInteger("tracefold.operations", 20);

  private static final SavingWorld WORLD = SavingWorld.inMemory();
  private static final Random RANDOM = new Random();
  private static final Turns TURNS = new Turns(WORLD.http, RANDOM);
  private static final Operations OPERATIONS = new Operations(WORLD, new AwsClients(TURNS), RANDOM);

  /** One that saves beside the operations, and one that saves before and after them. */
  private static final SaveEventsHandler BESIDE = WORLD.newHandler(1, TURNS);

  private static final SaveEventsHandler FUNCTION = WORLD.newHandler(2, TURNS);

  private static final List<String> TEXTS = List.of("disk full", "socket closed", "no route");

  /** Deliveries after which everything has to be saved; the queue allows one more. */
  private static final int DELIVERIES_MAX = 7;

  @Test
  void howeverTheyMeetEveryHashLeadsToAnIssueThatIsThere() {
    for (int seed = 1; seed <= HISTORIES; seed++) {
      new History(seed).run();
    }
  }

  private static final class History {

    private final String name;
    private final long project = WORLD.newProject(ProjectOptions.NONE);
    private final boolean discards;
    private final int logged = TURNS.log().size();
    private int events;

    History(int seed) {
      RANDOM.setSeed(seed);
      name = "seed " + seed;
      discards = RANDOM.nextInt(3) > 0;
    }

    void run() {
      save();
      List<IssueId> ids = TEXTS.stream().map(this::issue).toList();
      IssueId disk = ids.get(0);
      IssueId socket = ids.get(1);
      OPERATIONS.merging.merge(socket, Set.of(ids.get(2)));

      List<Turns.Process> processes = new ArrayList<>();
      processes.add(
          new Turns.Process("merge", () -> OPERATIONS.merging.merge(disk, Set.of(socket))));
      processes.add(
          new Turns.Process(
              "delete", () -> OPERATIONS.deletion.delete(disk, discards, gone -> {})));
      processes.add(new Turns.Process("undiscard", this::undiscardOften));
      if (RANDOM.nextBoolean()) {
        processes.add(new Turns.Process("save", () -> deliver(BESIDE, batch(), 1)));
      }
      if (RANDOM.nextInt(3) == 0) {
        Moment moment = RANDOM.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
        processes.get(RANDOM.nextInt(3)).dyingAt(RANDOM.nextInt(20), moment);
      }
      TURNS.run(processes, () -> {});
      processes.forEach(one -> assertThat(one.failure()).as(name + ": " + one.name()).isNull());

      OPERATIONS.merging.merge(disk, Set.of(socket));
      OPERATIONS.deletion.delete(disk, discards, gone -> {});
      undiscard();
      assertThat(OPERATIONS.issues.findIssues(Set.of(disk))).as(name).isEmpty();
      save();
      audit();
    }

    private IssueId issue(String text) {
      return OPERATIONS.queries.list(project, Set.of(IssueStatus.values()), 9).issues().stream()
          .map(IssueSummary::issue)
          .filter(issue -> issue.latest().title().equals(text))
          .findFirst()
          .orElseThrow()
          .id();
    }

    /** Somebody who waits for the tombstone to show. */
    private void undiscardOften() {
      for (int i = 0; i < 5; i++) {
        undiscard();
      }
    }

    private void undiscard() {
      OPERATIONS.deletions.tombstones(project).forEach(OPERATIONS.deletions::deleteTombstone);
    }

    /** An event of each text. */
    private List<Sent> batch() {
      return TEXTS.stream()
          .map(
              text ->
                  new Sent("event", "%032x".formatted(++events), text, WORLD.now(), null, "", null))
          .toList();
    }

    /** Those that come back. */
    private List<Sent> deliver(SaveEventsHandler function, List<Sent> batch, int delivery) {
      Set<String> back =
          SavingWorld.deliver(
              function, batch.stream().map(sent -> sent.message(project, delivery)).toList());
      return batch.stream().filter(sent -> back.contains(sent.eventId() + sent.kind())).toList();
    }

    private void save() {
      List<Sent> open = batch();
      for (int delivery = 1; !open.isEmpty(); delivery++) {
        assertThat(delivery)
            .as("%s: deliveries of %s after %s", name, open, log())
            .isLessThanOrEqualTo(DELIVERIES_MAX);
        open = deliver(FUNCTION, open, delivery);
        WORLD.pass(Duration.ofMinutes(11));
      }
    }

    private List<String> log() {
      return TURNS.log().subList(logged, TURNS.log().size());
    }

    private void audit() {
      List<Item> hashes =
          WORLD.items("IssuesTable", "H#" + project + "#").stream()
              .filter(item -> item.sk().equals(IssueKeys.HASH))
              .toList();
      assertThat(hashes).as(name).hasSize(TEXTS.size());
      for (Item hash : hashes) {
        assertThat(hash.optionalText("tombstone")).as("%s: %s", name, log()).isEmpty();
        IssueId owner = new IssueId(hash.number("issue"));
        Issue issue =
            Objects.requireNonNull(OPERATIONS.issues.findIssues(Set.of(owner)).get(owner), name);
        assertThat(OPERATIONS.queries.find(issue.id())).as(name).isPresent();
      }
      assertThat(WORLD.items("IssuesTable", "T#")).as("%s: %s", name, log()).isEmpty();
    }
  }
}
