package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.Crash;
import dev.tracefold.testing.CrashPoint.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Kills the function before and after every call that it makes to AWS, delivers again, and compares
 * everything with a model in memory. {@code -Dtracefold.crash.stride=1} kills at every call; by
 * default every few. {@code -Dtracefold.crash.seed=N} replays a run.
 */
final class CrashTest {

  private static final SavingWorld WORLD = new SavingWorld();

  private final int stride = Integer.getInteger("tracefold.crash.stride", 7);
  private final long seed = Long.getLong("tracefold.crash.seed", 1);

  @Test
  void oneUndisturbedBatchIsSavedAsTheModelSays() {
    run(-1, Moment.BEFORE, new Random(seed));
  }

  @Test
  void aFunctionThatDiesAtAnyCallLosesAndDoublesNothing() {
    int calls = run(-1, Moment.BEFORE, new Random(seed));
    int points = 0;
    int offset = Math.floorMod(seed, stride);
    for (int call = offset; call < calls; call += stride) {
      for (Moment moment : Moment.values()) {
        run(call, moment, new Random(seed * 31 + call));
        points++;
      }
    }
    System.out.printf(
        "crash test: %d of %d crash points, seed %d, all as the model says%n",
        points, 2 * calls, seed);
  }

  /**
   * Delivers a batch to a function that dies at a call, then again to others until it is done.
   *
   * @return how many calls the first delivery made
   */
  private static int run(int call, Moment moment, Random random) {
    String name = "call %d %s".formatted(call, moment);
    long project = WORLD.newProject(ProjectOptions.NONE);
    List<Sent> items = items(random, WORLD.now());
    if (call < 0) {
      WORLD.crashPoint.disarm();
    } else {
      WORLD.crashPoint.arm(call, moment);
    }
    List<Sent> open = new ArrayList<>(items);
    try {
      deliver(project, open, 1, true, random);
    } catch (Crash expected) {
      assertThat(call).as("a crash without being armed").isNotNegative();
    }
    int calls = WORLD.crashPoint.calls();
    WORLD.crashPoint.disarm();
    if (call < 0) {
      assertThat(open).as("handed back by an undisturbed function").isEmpty();
    } else {
      open = new ArrayList<>(items);
    }
    for (int delivery = 2; delivery < 8 && (!open.isEmpty() || delivery == 2); delivery++) {
      WORLD.pass(Duration.ofMinutes(11));
      List<Sent> again = new ArrayList<>(delivery == 2 ? items : open);
      Collections.shuffle(again, random);
      open.clear();
      open.addAll(again);
      deliver(project, open, delivery, false, random);
    }
    List<JsonNode> outcomes = WORLD.drain("OutcomesQueue");
    List<JsonNode> stream = WORLD.drain("IssueStreamQueue");
    WORLD.drain("RejectedQueue");
    assertThat(SavingModel.actual(WORLD, project, outcomes, stream))
        .as(name)
        .isEqualTo(SavingModel.expected(items, 1));
    return calls;
  }

  /** One delivery of what is open; what the function hands back stays open. */
  private static void deliver(
      long project, List<Sent> open, int delivery, boolean withPoison, Random random) {
    var messages =
        new ArrayList<>(open.stream().map(sent -> sent.message(project, delivery)).toList());
    if (withPoison || delivery == 2) {
      messages.add(
          SavingWorld.message(
              "poison", "{\"project_id\": %d, \"payload\": []}".formatted(project), delivery));
    }
    var back = SavingWorld.deliver(WORLD.newHandler(random.nextLong() + project), messages);
    open.removeIf(sent -> !back.contains(sent.eventId() + sent.kind()));
  }

  private static List<Sent> items(Random random, Instant now) {
    List<Sent> items = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      items.add(event(random, now, i % 2 == 0 ? "disk full" : "socket closed"));
    }
    items.add(new Sent("transaction", id(random), "GET /", now.minusSeconds(5), null, "", null));
    items.add(new Sent("user_report", id(random), items.getFirst().eventId(), now, null, "", null));
    return items;
  }

  private static Sent event(Random random, Instant now, String text) {
    @Nullable String user = random.nextInt(3) == 0 ? null : "user" + random.nextInt(3);
    @Nullable String release = random.nextBoolean() ? null : "app@1." + random.nextInt(2);
    String environment = random.nextBoolean() ? "" : "staging";
    return new Sent(
        "event",
        id(random),
        text,
        now.minusSeconds(random.nextInt(1500)),
        user,
        environment,
        release);
  }

  private static String id(Random random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
