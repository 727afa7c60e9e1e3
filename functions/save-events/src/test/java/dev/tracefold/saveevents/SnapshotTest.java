package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.aws.AwsClients;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.project.ProjectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What instances share that Lambda restores from one snapshot, and what they must not. */
class SnapshotTest {

  /** Draws from what a snapshot holds. */
  private static final Pattern SHARED_CHANCE =
      Pattern.compile("ThreadLocalRandom|SplittableRandom|Math\\.random|new Random\\(");

  @Test
  void aRehearsalSucceedsAndLeavesNoTrace() throws IOException {
    SavingWorld world = new SavingWorld();
    Settings settings = Settings.of(world.stack.environment("SaveEventsFunction"));

    assertThat(SaveEventsHandler.rehearsal(settings).run()).isEqualTo("{\"batchItemFailures\":[]}");
    for (String table : List.of("ProjectsTable", "IssuesTable", "EventsTable", "UsageTable")) {
      assertThat(world.items(table, "")).as(table).isEmpty();
    }
    for (String queue :
        List.of("AttachmentsQueue", "OutcomesQueue", "RejectedQueue", "IssueStreamQueue")) {
      assertThat(world.drain(queue)).as(queue).isEmpty();
    }
    assertThat(segments(world)).isEmpty();
  }

  /**
   * Two instances with the same memory, down to the state of what they draw from until they are
   * restored: then it goes on differently, as the operating system's does. Days have passed.
   */
  @Test
  void instancesOfOneSnapshotShareNoIdAndNoTime() {
    SavingWorld world = new SavingWorld();
    long project = world.newProject(ProjectOptions.NONE);
    List<SnapshotRandom> chance = List.of(new SnapshotRandom(), new SnapshotRandom());
    List<SaveEventsHandler> instances =
        chance.stream()
            .map(
                random ->
                    new SaveEventsHandler(
                        Settings.of(world.stack.environment("SaveEventsFunction")),
                        new AwsClients(),
                        world.clock,
                        random,
                        line -> {}))
            .toList();
    world.pass(Duration.ofDays(3));
    Instant restored = world.now();
    chance.forEach(random -> random.restore(chance.indexOf(random)));

    int batches = 6;
    for (int batch = 0; batch < batches; batch++) {
      SaveEventsHandler instance = instances.get(batch % 2);
      String body = body(project, batch);
      assertThat(SavingWorld.deliver(instance, List.of(SavingWorld.message("m", body, 1))))
          .isEmpty();
    }

    assertThat(world.items("EventsTable", "X#")).as("one attempt a batch").hasSize(batches);
    assertThat(segments(world)).as("one segment a batch").hasSize(batches);
    assertThat(issues(world, project))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.timesSeen()).isEqualTo(batches);
              assertThat(issue.issue().firstSeen()).isEqualTo(restored);
            });
  }

  @Test
  void whatFunctionsDrawComesFromTheOperatingSystem() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module :
        List.of("shared/grouping", "shared/intake", "shared/issues", "shared/aws", "functions")) {
      try (Stream<Path> files = Files.walk(TestStacks.root().resolve(module))) {
        for (Path file :
            files.filter(f -> f.toString().matches(".*/src/main/.*\\.java")).toList()) {
          Files.readAllLines(file).stream()
              .filter(line -> !line.strip().startsWith("//"))
              .filter(SHARED_CHANCE.asPredicate())
              .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<IssueSummary> issues(SavingWorld world, long project) {
    return new DynamoIssueQueries(
            world.dynamoDb, world.stack.table("IssuesTable"), world.stack.table("EventsTable"))
        .list(project, EnumSet.allOf(IssueStatus.class), 10)
        .issues();
  }

  private static List<String> segments(SavingWorld world) {
    return world.s3.listObjectsV2(list -> list.bucket(world.stack.bucket())).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static String body(long project, int event) {
    return """
        {"type": "event", "project_id": %d, "event_id": "%032x",
         "payload": {"message": "restored", "platform": "python"}}
        """
        .formatted(project, event + 1);
  }

  /** The same for everyone until it is restored. */
  private static final class SnapshotRandom implements RandomGenerator {

    private Random random = new Random(0);

    void restore(long seed) {
      random = new Random(seed);
    }

    @Override
    public long nextLong() {
      return random.nextLong();
    }
  }
}
