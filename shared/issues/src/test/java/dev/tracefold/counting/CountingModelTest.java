package dev.tracefold.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Explores every state that three attempts at the same two records can reach, each store call on
 * one item being one step, with a crash possible before every step and after it with its answer
 * lost. Time is left out: a deadline may always have passed, as for a function that was frozen for
 * any length of time, and may always lie ahead.
 */
final class CountingModelTest {

  private static final Set<String> RECORDS = Set.of("r1", "r2");
  private static final List<String> ATTEMPTS = List.of("A", "B", "C");
  private static final Instant DEADLINE = Instant.EPOCH;

  /** What the store holds. */
  private record Store(
      Map<String, String> stamps, Map<String, CommitState> commits, Map<String, Integer> counts) {

    Store stamped(String record, String attempt) {
      return new Store(with(stamps, record, attempt), commits, counts);
    }

    Store committed(String attempt, CommitState state) {
      return new Store(stamps, with(commits, attempt, state), counts);
    }

    Store counted(Set<String> records) {
      Map<String, Integer> changed = new HashMap<>(counts);
      records.forEach(r -> changed.merge(r, 1, Integer::sum));
      return new Store(stamps, commits, Map.copyOf(changed));
    }
  }

  /** An attempt at work: the items of its current step that are still to be asked, and answers. */
  private record Worker(CountingAttempt attempt, Set<String> toAsk, Map<String, Object> answers) {

    static Worker at(CountingAttempt attempt) {
      return new Worker(attempt, Set.copyOf(items(attempt.next())), Map.of());
    }
  }

  /** The whole world; a worker that is absent has crashed or is done. */
  private record World(Store store, Map<String, Worker> workers, Set<String> acknowledged) {}

  @Test
  void noRecordIsCountedTwiceNorAcknowledgedUncounted() {
    Map<String, Worker> workers = new HashMap<>();
    ATTEMPTS.forEach(a -> workers.put(a, Worker.at(CountingAttempt.begin(a, RECORDS))));
    World start = new World(new Store(Map.of(), Map.of(), Map.of()), Map.copyOf(workers), Set.of());
    Set<World> seen = new HashSet<>(Set.of(start));
    Deque<World> open = new ArrayDeque<>(seen);
    Set<Map<String, Integer>> ends = new HashSet<>();
    while (!open.isEmpty()) {
      World world = open.pop();
      assertThat(world.store().counts().values()).as("%s", world).allMatch(n -> n == 1);
      assertThat(world.store().counts().keySet()).as("%s", world).containsAll(world.acknowledged());
      if (world.workers().isEmpty()) {
        ends.add(world.store().counts());
      }
      for (World next : successors(world)) {
        if (seen.add(next)) {
          open.push(next);
        }
      }
    }
    System.out.printf("counting model: %,d states, none counts a record twice%n", seen.size());
    assertThat(ends).contains(Map.of(), Map.of("r1", 1, "r2", 1));
  }

  @Test
  void oneMoreAttemptCountsWhateverTheDeadLeftBehind() {
    for (CommitState left : CommitState.values()) {
      Map<String, CommitState> commits = left == CommitState.ABSENT ? Map.of() : Map.of("A", left);
      Map<String, Integer> counts =
          left == CommitState.COMMITTED ? Map.of("r1", 1, "r2", 1) : Map.of();
      World world =
          new World(
              new Store(Map.of("r1", "A", "r2", "A"), commits, counts),
              Map.of("B", Worker.at(CountingAttempt.begin("B", RECORDS))),
              Set.of());
      while (!world.workers().isEmpty()) {
        world = step(world, "B", worker(world, "B").toAsk().iterator().next(), true);
      }
      assertThat(world.store().counts()).isEqualTo(Map.of("r1", 1, "r2", 1));
      assertThat(world.acknowledged()).isEqualTo(RECORDS);
    }
  }

  private static Worker worker(World world, String name) {
    return Objects.requireNonNull(world.workers().get(name));
  }

  private static List<World> successors(World world) {
    List<World> next = new ArrayList<>();
    world
        .workers()
        .forEach(
            (name, worker) -> {
              next.add(
                  new World(world.store(), without(world.workers(), name), world.acknowledged()));
              for (String item : worker.toAsk()) {
                World done = step(world, name, item, true);
                next.add(done);
                next.add(step(world, name, item, false));
                next.add(
                    new World(done.store(), without(world.workers(), name), world.acknowledged()));
              }
            });
    return next;
  }

  /** One call on one item, and where it was the step's last, the attempt's move. */
  private static World step(World world, String name, String item, boolean deadlinePassed) {
    Worker worker = worker(world, name);
    Store store = world.store();
    Object answer = "";
    switch (worker.attempt().next()) {
      case CountingStep.Claim claim -> {
        answer = store.stamps().getOrDefault(item, name);
        store = store.stamps().containsKey(item) ? store : store.stamped(item, name);
      }
      case CountingStep.ReadCommits read ->
          answer = store.commits().getOrDefault(item, CommitState.ABSENT);
      case CountingStep.Abort abort -> {
        answer = store.commits().getOrDefault(item, CommitState.ABORTED);
        store =
            store.commits().containsKey(item) ? store : store.committed(item, CommitState.ABORTED);
      }
      case CountingStep.TakeOver takeOver -> {
        boolean still =
            Objects.equals(takeOver.attemptByRecord().get(item), store.stamps().get(item));
        answer = still;
        store = still ? store.stamped(item, name) : store;
      }
      case CountingStep.Commit commit -> {
        boolean free = !store.commits().containsKey(name);
        store =
            free ? store.committed(name, CommitState.COMMITTED).counted(commit.records()) : store;
        answer = store.commits().getOrDefault(name, CommitState.ABSENT);
      }
      case CountingStep.Done done -> throw new AssertionError("nothing to ask");
    }
    Map<String, Object> answers = with(worker.answers(), item, answer);
    if (answers.size() < items(worker.attempt().next()).size()) {
      Set<String> rest = new HashSet<>(worker.toAsk());
      rest.remove(item);
      Worker waiting = new Worker(worker.attempt(), Set.copyOf(rest), answers);
      return new World(store, with(world.workers(), name, waiting), world.acknowledged());
    }
    CountingAttempt moved = move(worker.attempt(), answers, deadlinePassed);
    if (moved.next() instanceof CountingStep.Done done) {
      Set<String> acknowledged = new HashSet<>(world.acknowledged());
      done.verdicts().forEach((r, v) -> addUnlessLater(acknowledged, r, v));
      return new World(store, without(world.workers(), name), Set.copyOf(acknowledged));
    }
    return new World(store, with(world.workers(), name, Worker.at(moved)), world.acknowledged());
  }

  private static CountingAttempt move(
      CountingAttempt attempt, Map<String, Object> answers, boolean deadlinePassed) {
    Instant now = deadlinePassed ? DEADLINE.plusSeconds(1) : DEADLINE;
    return switch (attempt.next()) {
      case CountingStep.Claim claim -> {
        Map<String, Stamp> held = new HashMap<>();
        answers.forEach((r, a) -> held.put(r, new Stamp((String) a, DEADLINE)));
        yield attempt.afterClaim(held);
      }
      case CountingStep.ReadCommits read -> attempt.afterReadCommits(states(answers), now);
      case CountingStep.Abort abort -> attempt.afterAbort(states(answers));
      case CountingStep.TakeOver takeOver -> {
        Set<String> taken = new HashSet<>(answers.keySet());
        taken.removeIf(r -> Boolean.FALSE.equals(answers.get(r)));
        yield attempt.afterTakeOver(taken);
      }
      case CountingStep.Commit commit ->
          attempt.afterCommit((CommitState) answers.values().iterator().next());
      case CountingStep.Done done -> throw new AssertionError("nothing to move");
    };
  }

  private static Map<String, CommitState> states(Map<String, Object> answers) {
    Map<String, CommitState> states = new HashMap<>();
    answers.forEach((attempt, state) -> states.put(attempt, (CommitState) state));
    return states;
  }

  private static Collection<String> items(CountingStep step) {
    return switch (step) {
      case CountingStep.Claim claim -> claim.records();
      case CountingStep.ReadCommits read -> read.attempts();
      case CountingStep.Abort abort -> abort.attempts();
      case CountingStep.TakeOver takeOver -> takeOver.attemptByRecord().keySet();
      case CountingStep.Commit commit -> Set.of("commit");
      case CountingStep.Done done -> Set.of();
    };
  }

  private static void addUnlessLater(Set<String> acknowledged, String record, Verdict verdict) {
    if (verdict != Verdict.LATER) {
      acknowledged.add(record);
    }
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> changed = new HashMap<>(map);
    changed.put(key, value);
    return Map.copyOf(changed);
  }

  private static <K, V> Map<K, V> without(Map<K, V> map, K key) {
    Map<K, V> changed = new HashMap<>(map);
    changed.remove(key);
    return Map.copyOf(changed);
  }
}
