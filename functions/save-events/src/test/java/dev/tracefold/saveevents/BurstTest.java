package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.saveevents.SavingModel.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A burst of first events of one new hash over many functions at once, each of which finds no issue
 * and tries to create it. {@code -Dtracefold.burst=N} takes another number of events, {@code
 * -Dtracefold.burst.emulators=true} the emulators instead of memory.
 */
final class BurstTest {

  private static final int EVENTS = Integer.getInteger("tracefold.burst", 800);
  private static final int FUNCTIONS = 32;
  private static final int BATCH = Math.clamp(EVENTS / FUNCTIONS, 1, 25);

  /** Deliveries after which everything has to be saved; the queue allows one more. */
  private static final int DELIVERIES_MAX = 7;

  private static final SavingWorld WORLD =
      Boolean.getBoolean("tracefold.burst.emulators") ? new SavingWorld() : SavingWorld.inMemory();

  @Test
  void ofManyFirstEventsOneCreatesTheIssueAndAllCount() throws Exception {
    long project = WORLD.newProject(ProjectOptions.NONE);
    List<Sent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(new Sent("event", "%032x".formatted(i), "disk full", WORLD.now(), null, "", null));
    }
    var start = new CountDownLatch(FUNCTIONS);
    List<SaveEventsHandler> functions =
        Stream.iterate(1, seed -> seed + 1)
            .limit(FUNCTIONS)
            .map(seed -> WORLD.newHandler(seed, new TogetherFromTheFirstTransaction(start)))
            .toList();
    List<Sent> open = events;
    for (int delivery = 1; !open.isEmpty(); delivery++) {
      assertThat(delivery).as("deliveries").isLessThanOrEqualTo(DELIVERIES_MAX);
      Set<String> back = deliverAtOnce(functions, project, open, delivery);
      open = open.stream().filter(sent -> back.contains(sent.eventId() + sent.kind())).toList();
      WORLD.pass(Duration.ofMinutes(11));
    }

    List<JsonNode> stream = WORLD.drain("IssueStreamQueue");
    assertThat(SavingModel.actual(WORLD, project, WORLD.drain("OutcomesQueue"), stream))
        .isEqualTo(SavingModel.expected(events, 0));
    assertThat(WORLD.items("IssuesTable", "N#" + project + "#")).as("short ids").hasSize(1);
    assertThat(stream).filteredOn(message -> message.path("is_new").asBoolean()).hasSize(1);
    assertThat(WORLD.items("IssuesTable", "P#" + project))
        .filteredOn(item -> item.sk().equals("NUMBER"))
        .extracting(item -> item.number("n"))
        .as("functions that tried to create the issue")
        .containsExactly((long) FUNCTIONS);
  }

  /** In batches, to whichever function is free; the ids that come back. */
  private static Set<String> deliverAtOnce(
      List<SaveEventsHandler> functions, long project, List<Sent> events, int delivery)
      throws Exception {
    Queue<List<Sent>> batches = new ConcurrentLinkedQueue<>();
    for (int from = 0; from < events.size(); from += BATCH) {
      batches.add(events.subList(from, Math.min(from + BATCH, events.size())));
    }
    Set<String> back = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(FUNCTIONS)) {
      List<Future<Set<String>>> handedBack = new ArrayList<>();
      for (SaveEventsHandler function : functions) {
        handedBack.add(threads.submit(() -> deliver(function, project, batches, delivery)));
      }
      for (Future<Set<String>> ids : handedBack) {
        back.addAll(ids.get());
      }
    }
    return back;
  }

  private static Set<String> deliver(
      SaveEventsHandler function, long project, Queue<List<Sent>> batches, int delivery) {
    Set<String> back = new HashSet<>();
    for (List<Sent> batch = batches.poll(); batch != null; batch = batches.poll()) {
      back.addAll(
          SavingWorld.deliver(
              function, batch.stream().map(sent -> sent.message(project, delivery)).toList()));
    }
    return back;
  }

  /** Holds a function before its first transaction, a creation, until all others are as far. */
  private static final class TogetherFromTheFirstTransaction implements ExecutionInterceptor {

    private final CountDownLatch all;
    private boolean arrived;

    TogetherFromTheFirstTransaction(CountDownLatch all) {
      this.all = all;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (arrived || !(context.request() instanceof TransactWriteItemsRequest)) {
        return;
      }
      arrived = true;
      all.countDown();
      try {
        if (!all.await(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("only some functions found no issue");
        }
      } catch (InterruptedException stopped) {
        throw new IllegalStateException("stopped while waiting for the others", stopped);
      }
    }
  }
}
