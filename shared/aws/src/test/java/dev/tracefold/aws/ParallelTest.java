package dev.tracefold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that are made at once. */
class ParallelTest {

  private static final int MORE_THAN_THREADS = 3 * Parallel.CALLS_MAX;

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void resultsHaveTheOrderOfTheInputs() {
    assertThat(Parallel.map(numbers(MORE_THAN_THREADS), number -> 2 * number))
        .isEqualTo(
            IntStream.range(0, MORE_THAN_THREADS).map(number -> 2 * number).boxed().toList());
  }

  @Test
  void callsWaitTogether() {
    CountDownLatch all = new CountDownLatch(Parallel.CALLS_MAX);
    Parallel.run(
        numbers(Parallel.CALLS_MAX).stream()
            .<Runnable>map(
                number ->
                    () -> {
                      all.countDown();
                      // Ends only when every call has begun.
                      await(all);
                    })
            .toList());
    assertThat(all.getCount()).isZero();
  }

  @Test
  void callsWithinCallsNeverWaitForThreadsThatWaitForThem() {
    List<List<Integer>> results =
        Parallel.map(
            numbers(MORE_THAN_THREADS),
            outer -> Parallel.map(numbers(MORE_THAN_THREADS), inner -> outer + inner));
    assertThat(results).hasSize(MORE_THAN_THREADS);
    assertThat(results.getLast().getLast()).isEqualTo(2 * (MORE_THAN_THREADS - 1));
  }

  @Test
  void everyStepIsTakenWhateverBecomesOfTheOthers() {
    Queue<Integer> taken = new ConcurrentLinkedQueue<>();
    List<Runnable> steps = new ArrayList<>();
    for (int number : numbers(MORE_THAN_THREADS)) {
      steps.add(
          () -> {
            taken.add(number);
            if (number % 2 == 1) {
              throw new IllegalStateException("step " + number);
            }
          });
    }
    assertThatThrownBy(() -> Parallel.run(steps)).hasMessage("step 1");
    assertThat(taken).containsExactlyInAnyOrderElementsOf(numbers(MORE_THAN_THREADS));
  }

  @Test
  void anErrorWaitsForTheOthers() {
    Queue<Integer> ended = new ConcurrentLinkedQueue<>();
    List<Runnable> steps = new ArrayList<>();
    CountDownLatch failed = new CountDownLatch(1);
    steps.add(
        () -> {
          failed.countDown();
          throw new NoClassDefFoundError("on purpose");
        });
    for (int number : numbers(MORE_THAN_THREADS)) {
      steps.add(
          () -> {
            await(failed);
            ended.add(number);
          });
    }
    assertThatThrownBy(() -> Parallel.run(steps)).isInstanceOf(NoClassDefFoundError.class);
    assertThat(ended).containsExactlyInAnyOrderElementsOf(numbers(MORE_THAN_THREADS));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void oneByOneKeepsTheOrder() {
    List<Integer> made = new ArrayList<>();
    Parallel.oneByOne(() -> Parallel.map(numbers(MORE_THAN_THREADS), made::add));
    assertThat(made).isEqualTo(numbers(MORE_THAN_THREADS));
  }

  @Test
  void nothingToDoIsDone() {
    Parallel.run(List.of());
    assertThat(Parallel.map(List.of(), input -> input)).isEmpty();
  }
}
