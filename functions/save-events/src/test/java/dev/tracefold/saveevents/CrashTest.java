package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.issue.operation.StatusResult;
import dev.tracefold.issue.operation.StatusWish;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.Crash;
import dev.tracefold.testing.CrashPoint.Moment;
import dev.tracefold.testing.UnreliableHttp;
import dev.tracefold.testing.UnreliableHttp.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Kills the function before and after every call that it makes to AWS, delivers again, to one
 * function or two at once, in any order, at once or 11 minutes later, and compares everything with
 * a model in memory. In memory at every call for some seeds; in the emulators at every so manieth,
 * or with {@code -Dtracefold.crash.stride=1} at every one. {@code -Dtracefold.crash.seeds=N} takes
 * more seeds, {@code -Dtracefold.crash.seed=N} begins with another one.
 */
final class CrashTest {

  /** The issue of this text is resolved before its events come. */
  private static final String RESOLVED = "disk full";

  private static final int STRIDE = Integer.getInteger("tracefold.crash.stride", 11);
  private static final long SEED = Long.getLong("tracefold.crash.seed", 1);
  private static final String POISON = "poison";
  private static final int SEEDS = Integer.getInteger("tracefold.crash.seeds", 1);

  /** Deliveries after which everything has to be saved; the queue allows one more. */
  private static final int DELIVERIES_MAX = 7;

  @Test
  void aFunctionThatDiesAtAnyCallLosesAndDoublesNothing() {
    dieAtCalls(new SavingWorld(), SEED, STRIDE);
  }

  @Test
  void aFunctionThatDiesAtAnyCallLosesAndDoublesNothingInMemory() {
    for (long seed = SEED; seed < SEED + SEEDS; seed++) {
      dieAtCalls(SavingWorld.inMemory(), seed, 1);
    }
  }

  @Test
  void whatFailsAtAwsLosesAndDoublesNothing() {
    Map<Failure, Integer> happened = new TreeMap<>();
    for (long seed = SEED; seed < SEED + 24L * SEEDS; seed++) {
      Run run = new Run(SavingWorld.inMemory(), new Random(seed), "unreliable, seed " + seed);
      run.network = new UnreliableHttp(run.world.http, new Random(seed), 0.03);
      run.deliverUntilSaved(1);
      run.compare();
      run.network
          .happened()
          .forEach((failure, times) -> happened.merge(failure, times, Integer::sum));
    }
    assertThat(happened).isNotEmpty();
    System.out.printf("crash test: failures of AWS %s, all as the model says%n", happened);
  }

  private static void dieAtCalls(SavingWorld world, long seed, int stride) {
    Run undisturbed = new Run(world, new Random(seed), "undisturbed, seed " + seed);
    world.crashPoint.disarm();
    assertThat(undisturbed.deliver(1)).as("handed back").isEmpty();
    int calls = world.crashPoint.calls();
    // And all of it once more, as after an acknowledgement that got lost.
    undisturbed.deliverUntilSaved(2);
    undisturbed.compare();
    int points = 0;
    for (int call = Math.floorMod(seed, stride); call < calls; call += stride) {
      for (Moment moment : Moment.values()) {
        Run run =
            new Run(
                world,
                new Random(seed * 31 + call),
                "seed %d, call %d %s".formatted(seed, call, moment));
        world.crashPoint.arm(call, moment);
        try {
          run.deliver(1);
        } catch (Crash expected) {
          // Nothing is handed back: the whole batch comes again.
        }
        world.crashPoint.disarm();
        run.deliverUntilSaved(2);
        run.compare();
        points++;
      }
    }
    System.out.printf(
        "crash test: %d of %d crash points, seed %d, all as the model says%n",
        points, 2 * calls, seed);
  }

  /** One batch, from its first delivery to the comparison. */
  private static final class Run {

    private final SavingWorld world;
    private final Random random;
    private final String name;
    private final long project;
    private final List<Sent> items;
    private final Set<String> open = new HashSet<>();
    private @Nullable UnreliableHttp network;

    Run(SavingWorld world, Random random, String name) {
      this.world = world;
      this.random = random;
      this.name = name;
      project = world.newProject(ProjectOptions.NONE);
      Sent first = event(world.now().minusSeconds(3600), RESOLVED);
      world.crashPoint.disarm();
      SavingWorld.deliver(world.newHandler(functionSeed()), List.of(first.message(project, 1)));
      resolve();
      items = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        items.add(
            event(
                world.now().minusSeconds(random.nextInt(1500)),
                i % 2 == 0 ? RESOLVED : "socket closed"));
      }
      Instant before = world.now().minusSeconds(5);
      items.add(new Sent("transaction", id(), "GET /", before, null, "", null));
      items.add(
          new Sent("user_report", id(), items.getFirst().eventId(), world.now(), null, "", null));
      items.forEach(item -> open.add(item.eventId()));
      open.add(POISON);
      items.add(first);
    }

    private void resolve() {
      var operations = new Operations(world, new AwsClients(world.http), random);
      var projects = new DynamoProjects(world.dynamoDb, world.stack.table("ProjectsTable"));
      var issue = operations.queries.find(project, 1).orElseThrow();
      assertThat(
              operations.statuses.set(
                  projects.find(project).orElseThrow(), issue.id(), new StatusWish.Resolve()))
          .isInstanceOf(StatusResult.Changed.class);
    }

    private Sent event(Instant when, String text) {
      @Nullable String user = random.nextInt(3) == 0 ? null : "user" + random.nextInt(3);
      @Nullable String release = random.nextBoolean() ? null : "app@1." + random.nextInt(2);
      String environment = random.nextBoolean() ? "" : "staging";
      return new Sent("event", id(), text, when, user, environment, release);
    }

    /** No two functions of a world draw the same attempt ids. */
    private long functionSeed() {
      return random.nextLong() + project;
    }

    private String id() {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }

    /** Delivers what is open to one function; what that hands back. */
    Set<String> deliver(int delivery) {
      List<Sent> batch = new ArrayList<>(items);
      batch.removeIf(sent -> !open.contains(sent.eventId()));
      Collections.shuffle(batch, random);
      var messages =
          new ArrayList<>(batch.stream().map(sent -> sent.message(project, delivery)).toList());
      if (open.contains(POISON)) {
        messages.add(
            SavingWorld.message(
                POISON, "{\"project_id\": %d, \"payload\": []}".formatted(project), delivery));
      }
      long seed = functionSeed();
      return SavingWorld.deliver(
          network == null ? world.newHandler(seed) : world.newHandler(seed, network), messages);
    }

    /** Delivers again as chance will have it until nothing is handed back. */
    void deliverUntilSaved(int firstDelivery) {
      for (int n = firstDelivery; n <= DELIVERIES_MAX && !open.isEmpty(); n++) {
        int delivery = n;
        boolean later = n > firstDelivery || random.nextBoolean();
        if (later) {
          world.pass(Duration.ofMinutes(11));
        }
        List<Set<String>> handedBack =
            random.nextInt(3) == 0 ? atOnce(delivery) : List.of(deliver(delivery));
        // A message is gone as soon as one of two functions is done with it.
        open.removeIf(
            id ->
                handedBack.stream()
                    .anyMatch(back -> back.stream().noneMatch(m -> m.startsWith(id))));
      }
      assertThat(open).as(name + ": never saved").isEmpty();
    }

    private List<Set<String>> atOnce(int delivery) {
      List<CompletableFuture<Set<String>>> functions =
          Stream.of(1, 2).map(i -> CompletableFuture.supplyAsync(() -> deliver(delivery))).toList();
      return functions.stream().map(CompletableFuture::join).toList();
    }

    void compare() {
      List<JsonNode> outcomes = world.drain("OutcomesQueue");
      List<JsonNode> stream = world.drain("IssueStreamQueue");
      world.drain("RejectedQueue");
      SavingModel expected = SavingModel.expected(items, 1);
      SavingModel.IssueModel resolved = Objects.requireNonNull(expected.issues().get(RESOLVED));
      expected.issues().put(RESOLVED, resolved.regressed());
      assertThat(SavingModel.actual(world, project, outcomes, stream)).as(name).isEqualTo(expected);
    }
  }
}
