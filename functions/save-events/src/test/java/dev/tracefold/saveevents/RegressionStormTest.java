package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.issue.IssueStatus;
import dev.tracefold.saveevents.StormModel.Act;
import dev.tracefold.saveevents.StormModel.Answer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The regression storm: events of one hash while people resolve, unresolve, ignore and delete its
 * issues, interleaved call by call in memory, killed, frozen and delivered again, in histories
 * drawn by seed. Some order of what happened explains each: what every event and every person was
 * told, and the statuses, activities and counts that are left. {@code -Dtracefold.storms=N} runs N,
 * {@code -Dtracefold.storm=SEED} begins with another one and prints its calls.
 */
final class RegressionStormTest {

  private static final long FIRST = Long.getLong("tracefold.storm", -1);
  private static final int STORMS = Integer.getInteger("tracefold.storms", FIRST < 0 ? 12 : 1);

  private static final String REPLAY =
      "./mvnw test -pl functions/save-events -am -Dtest=RegressionStormTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dtracefold.storm=";

  @Test
  void anOrderExplainsWhatEverybodyWasTold() {
    Map<String, Integer> happened = new TreeMap<>();
    for (long seed = Math.max(0, FIRST); seed < Math.max(0, FIRST) + STORMS; seed++) {
      Storm storm = new Storm(seed);
      try {
        storm.run().forEach(act -> happened.merge(kind(act), 1, Integer::sum));
      } catch (AssertionError | RuntimeException wrong) {
        throw new AssertionError(
            "storm %d; this replays it: %s".formatted(seed, REPLAY + seed), wrong);
      } finally {
        if (FIRST >= 0 && STORMS == 1) {
          storm.log().forEach(System.out::println);
        }
      }
    }
    System.out.printf("regression storm: %d histories, in them %s%n", STORMS, happened);
    if (FIRST < 0) {
      assertThat(happened).containsKeys("created", "counted", "resolved", "regressed", "deleted");
    }
    if (STORMS >= 60) {
      assertThat(happened)
          .containsKeys("discarded", "unresolved", "ignored", "in vain", "refused", "died");
    }
  }

  private static String kind(Act act) {
    return switch (act) {
      case StormModel.Delivered event ->
          event.issue() == null
              ? "discarded"
              : event.isNew() ? "created" : event.isRegression() ? "regressed" : "counted";
      case StormModel.Made made -> "made";
      case StormModel.Wanted wanted -> answered(wanted.answer(), name(wanted.status()));
      case StormModel.Deleted deleted -> answered(deleted.answer(), "deleted");
    };
  }

  private static String name(IssueStatus status) {
    return switch (status) {
      case RESOLVED -> "resolved";
      case IGNORED -> "ignored";
      default -> "unresolved";
    };
  }

  private static String answered(Answer answer, String done) {
    return switch (answer) {
      case DONE -> done;
      case ALREADY_SO -> "in vain";
      case REFUSED -> "refused";
      case NONE -> "died";
    };
  }
}
