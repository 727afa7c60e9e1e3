package dev.tracefold.counting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Three attempts at the same two records and what they store, each store call on one item being one
 * step, with a crash possible before every step and after it with its answer lost. Time is left
 * out: a deadline may always have passed, as for a function that was frozen for any length of time,
 * and may always lie ahead. The attempts disagree about what is to be dropped, as functions do that
 * read an issue before and after it was discarded.
 */
final class CountingModel {

  static final Set<String> RECORDS = Set.of("r1", "r2");

  /** Of each attempt the records that it would drop. */
  private static final Map<String, Set<String>> DROPPED_BY =
      Map.of("A", Set.of("r1"), "B", Set.of(), "C", Set.of("r2"));

  private static final Instant DEADLINE = Instant.EPOCH;

  /** Steps of an attempt that owns records, beyond its claims: see {@link Worker#phase}. */
  private static final String PAYLOADS = "payloads";

  private static final String COMMIT = "commit";
  private static final String TIDY = "tidy";

  /** What is to become of a record, or became of it. */
  enum Fate {
    COUNTED,
    DROPPED
  }

  static Fate fate(String attempt, String item) {
    return Objects.requireNonNull(DROPPED_BY.get(attempt)).contains(item)
        ? Fate.DROPPED
        : Fate.COUNTED;
  }

  /**
   * An attempt at work.
   *
   * @param phase what it does where its next step is the commit: store payloads, commit, and where
   *     it lost, overwrite what it stored
   * @param toAsk the items of its current step that are still to be asked
   * @param answers of those that were asked
   * @param found the stamps that its claims found
   */
  record Worker(
      CountingAttempt attempt,
      String phase,
      Set<String> toAsk,
      Map<String, Object> answers,
      Map<String, String> found) {

    static Worker at(CountingAttempt attempt, Map<String, String> found) {
      return new Worker(
          attempt, PAYLOADS, Set.copyOf(items(attempt.next(), PAYLOADS)), Map.of(), found);
    }

    static Worker begin(String name) {
      return at(CountingAttempt.begin(name, RECORDS), Map.of());
    }

    Worker in(String nextPhase) {
      return new Worker(attempt, nextPhase, Set.of(nextPhase), Map.of(), found);
    }
  }

  /**
   * The whole world; a worker that is absent has crashed or is done.
   *
   * @param told what was ever said of each record
   */
  record World(CountingStore store, Map<String, Worker> workers, Map<String, Set<Fate>> told) {}

  private CountingModel() {}

  /** Nothing is stored, and all attempts are about to begin. */
  static World start() {
    Map<String, Worker> workers = new HashMap<>();
    DROPPED_BY.keySet().forEach(name -> workers.put(name, Worker.begin(name)));
    return new World(CountingStore.EMPTY, Map.copyOf(workers), Map.of());
  }

  static List<World> successors(World world) {
    List<World> next = new ArrayList<>();
    world
        .workers()
        .forEach(
            (name, worker) -> {
              next.add(new World(world.store(), without(world.workers(), name), world.told()));
              for (String item : worker.toAsk()) {
                World done = step(world, name, item, true);
                next.add(done);
                next.add(step(world, name, item, false));
                next.add(new World(done.store(), without(world.workers(), name), world.told()));
              }
            });
    return next;
  }

  /** One call on one item, and where it was the step's last, the attempt's move. */
  static World step(World world, String name, String item, boolean deadlinePassed) {
    Worker worker = Objects.requireNonNull(world.workers().get(name));
    CountingStore store = world.store();
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
        store = still ? store.takenOver(item, name) : store;
      }
      case CountingStep.Commit commit -> {
        Set<String> owned = commit.records();
        boolean aborted = store.commits().containsKey(name);
        if (item.equals(PAYLOADS)) {
          return with(world, store.stored(owned, name, true), name, worker.in(COMMIT));
        }
        if (item.equals(COMMIT) && aborted) {
          return with(world, store, name, worker.in(TIDY));
        }
        store =
            aborted
                ? store.stored(owned, name, false)
                : store.committed(name, CommitState.COMMITTED).counted(owned, name);
        answer = aborted ? CommitState.ABORTED : CommitState.COMMITTED;
      }
      case CountingStep.Done done -> throw new AssertionError("nothing to ask");
    }
    Map<String, Object> answers = with(worker.answers(), item, answer);
    Set<String> rest = new HashSet<>(worker.toAsk());
    rest.remove(item);
    if (!rest.isEmpty()) {
      return with(
          world,
          store,
          name,
          new Worker(worker.attempt(), worker.phase(), Set.copyOf(rest), answers, worker.found()));
    }
    Map<String, String> found =
        worker.attempt().next() instanceof CountingStep.Claim ? stamps(answers) : worker.found();
    CountingAttempt moved = move(worker.attempt(), answers, deadlinePassed);
    return moved.next() instanceof CountingStep.Done done
        ? new World(
            store, without(world.workers(), name), told(world, name, done.verdicts(), found))
        : with(world, store, name, Worker.at(moved, found));
  }

  private static World with(World world, CountingStore store, String name, Worker worker) {
    return new World(store, with(world.workers(), name, worker), world.told());
  }

  private static Map<String, Set<Fate>> told(
      World world, String name, Map<String, Verdict> verdicts, Map<String, String> found) {
    Map<String, Set<Fate>> told = new HashMap<>(world.told());
    verdicts.forEach(
        (item, verdict) -> {
          if (verdict != Verdict.LATER) {
            boolean now = verdict == Verdict.COUNTED_NOW;
            String decider = now ? name : Objects.requireNonNull(found.get(item));
            Set<Fate> fates = new HashSet<>(told.getOrDefault(item, Set.of()));
            fates.add(fate(decider, item));
            told.put(item, Set.copyOf(fates));
          }
        });
    return Map.copyOf(told);
  }

  private static Map<String, String> stamps(Map<String, Object> answers) {
    Map<String, String> stamps = new HashMap<>();
    answers.forEach((item, stamp) -> stamps.put(item, (String) stamp));
    return Map.copyOf(stamps);
  }

  private static CountingAttempt move(
      CountingAttempt attempt, Map<String, Object> answers, boolean deadlinePassed) {
    Instant now = deadlinePassed ? DEADLINE.plusSeconds(1) : DEADLINE;
    return switch (attempt.next()) {
      case CountingStep.Claim claim -> {
        Map<String, Stamp> held = new HashMap<>();
        stamps(answers).forEach((item, stamp) -> held.put(item, new Stamp(stamp, DEADLINE)));
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

  private static Collection<String> items(CountingStep step, String phase) {
    return switch (step) {
      case CountingStep.Claim claim -> claim.records();
      case CountingStep.ReadCommits read -> read.attempts();
      case CountingStep.Abort abort -> abort.attempts();
      case CountingStep.TakeOver takeOver -> takeOver.attemptByRecord().keySet();
      case CountingStep.Commit commit -> Set.of(phase);
      case CountingStep.Done done -> Set.of();
    };
  }

  static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
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
