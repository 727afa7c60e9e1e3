package dev.tracefold.saveevents;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Functions that save events beside people who operate on issues, interleaved call by call in
 * memory, killed, frozen and delivered again, in histories drawn by seed; at the end of each an
 * audit. {@code -Dtracefold.interleavings=N} runs N histories, {@code
 * -Dtracefold.interleaving=SEED} the one of a seed and prints it.
 */
final class InterleavingTest {

  private static final long SEED = Long.getLong("tracefold.interleaving", -1);
  private static final long FIRST = Long.getLong("tracefold.interleavings.from", 0);
  private static final int HISTORIES = Integer.getInteger("tracefold.interleavings", 10);

  private static final String REPLAY =
      "./mvnw test -pl functions/save-events -am -Dtest=InterleavingTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dtracefold.interleaving=";

  @Test
  void whateverHappensInWhichOrderEachEventIsCountedOnce() {
    if (SEED >= 0) {
      History history = new History(SEED);
      try {
        history.run();
      } finally {
        history.log().forEach(System.out::println);
      }
      return;
    }
    long calls = 0;
    List<Throwable> failures = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
      History history = new History(seed);
      try {
        history.run();
      } catch (AssertionError | RuntimeException wrong) {
        failures.add(
            new AssertionError(
                "history %d; this replays it: %s".formatted(seed, REPLAY + seed), wrong));
      }
      calls += history.log().size();
    }
    System.out.printf("interleavings: %d histories of %d calls%n", HISTORIES, calls);
    if (!failures.isEmpty()) {
      AssertionError first = new AssertionError("%d histories".formatted(failures.size()));
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }
}
