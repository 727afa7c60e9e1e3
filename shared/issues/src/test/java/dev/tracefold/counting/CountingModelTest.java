package dev.tracefold.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.counting.CountingModel.Fate;
import dev.tracefold.counting.CountingModel.Worker;
import dev.tracefold.counting.CountingModel.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Explores every state that a {@link CountingModel} can reach. */
final class CountingModelTest {

  @Test
  void eachRecordHasOneFateAndNoCopyOfItIsForgotten() {
    World start = CountingModel.start();
    Set<World> seen = new HashSet<>(Set.of(start));
    Deque<World> open = new ArrayDeque<>(seen);
    Set<Map<String, Set<Fate>>> ends = new HashSet<>();
    while (!open.isEmpty()) {
      World world = open.pop();
      CountingModel.RECORDS.forEach(item -> check(world, item));
      if (world.workers().isEmpty()) {
        ends.add(world.told());
      }
      for (World next : CountingModel.successors(world)) {
        if (seen.add(next)) {
          open.push(next);
        }
      }
    }
    System.out.printf(
        "counting model: %,d states, in each every record has one fate%n", seen.size());
    assertThat(ends)
        .contains(
            Map.of(),
            Map.of("r1", Set.of(Fate.COUNTED), "r2", Set.of(Fate.COUNTED)),
            Map.of("r1", Set.of(Fate.DROPPED), "r2", Set.of(Fate.COUNTED)));
  }

  private static void check(World world, String item) {
    CountingStore store = world.store();
    int count = store.counts().getOrDefault(item, 0);
    String stamp = store.stamps().get(item);
    Set<String> copies = store.copies().getOrDefault(item, Set.of());
    Set<String> left = store.left().getOrDefault(item, Set.of());
    Set<Fate> told = world.told().getOrDefault(item, Set.of());
    expect(count < 2 && told.size() < 2, "one fate", item, world);
    expect(
        copies.stream().allMatch(owner -> owner.equals(stamp) || left.contains(owner)),
        "a record that leads to every copy",
        item,
        world);
    expect(
        !told.contains(Fate.COUNTED) || (count == 1 && copies.contains(stamp)),
        "that it is counted and has its payload, as was said",
        item,
        world);
    expect(!told.contains(Fate.DROPPED) || count == 0, "that it is dropped", item, world);
  }

  private static void expect(boolean holds, String what, String item, World world) {
    if (!holds) {
      throw new AssertionError("expected of %s %s: %s".formatted(item, what, world));
    }
  }

  @Test
  void oneMoreAttemptDecidesWhateverTheDeadLeftBehind() {
    for (CommitState left : CommitState.values()) {
      CountingStore store =
          CountingStore.EMPTY
              .stamped("r1", "A")
              .stamped("r2", "A")
              .stored(CountingModel.RECORDS, "A", true);
      if (left != CommitState.ABSENT) {
        store = store.committed("A", left);
      }
      if (left == CommitState.COMMITTED) {
        store = store.counted(CountingModel.RECORDS, "A");
      }
      World world = new World(store, Map.of("B", Worker.begin("B")), Map.of());
      while (!world.workers().isEmpty()) {
        Worker worker = Objects.requireNonNull(world.workers().get("B"));
        world = CountingModel.step(world, "B", worker.toAsk().iterator().next(), true);
      }
      Fate first = left == CommitState.COMMITTED ? Fate.DROPPED : Fate.COUNTED;
      assertThat(world.told()).isEqualTo(Map.of("r1", Set.of(first), "r2", Set.of(Fate.COUNTED)));
    }
  }
}
