package dev.tracefold.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.usage.UsageRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ItemAccountsTest {

  private static final Outcome ACCEPTED = new Outcome.Accepted();
  private static final Outcome INVALID = new Outcome.Invalid("invalid_json");

  private final ItemAccounts accounts = new ItemAccounts();
  private final List<OutcomeMessage> counted = new ArrayList<>();

  @Test
  void itemsWithOneFateOrPendingAreBalanced() {
    came("a", "b", "c");
    told("a", ACCEPTED);
    told("b", INVALID);
    told("b", INVALID);

    assertThatCode(() -> check("c")).doesNotThrowAnyException();
  }

  @Test
  void anItemWithoutAFateIsFound() {
    came("a", "b");
    told("a", ACCEPTED);

    assertThatThrownBy(() -> check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("id=b] came in and ended as []")
        .hasMessageContaining("{ERROR accepted=1, ERROR in=2}");
  }

  @Test
  void anItemWithTwoFatesIsFound() {
    came("a");
    told("a", ACCEPTED);
    told("a", INVALID);

    assertThatThrownBy(() -> check()).hasMessageContaining("id=a] came in and ended as [Accepted");
  }

  @Test
  void anItemThatNeverCameInIsFound() {
    told("a", ACCEPTED);

    assertThatThrownBy(() -> check()).hasMessageContaining("id=a] never came in");
  }

  @Test
  void anOutcomeThatIsToldDifferentlyIsFound() {
    told("a", INVALID);
    OutcomeMessage other = message("a", INVALID, 2);

    assertThatThrownBy(() -> accounts.told(other)).hasMessageContaining("was told again as");
  }

  @Test
  void aCounterThatIsTooHighOrTooLowIsFound() {
    came("a", "b");
    told("a", ACCEPTED);
    told("b", ACCEPTED);
    counted.add(message("a", ACCEPTED, 1));

    assertThatThrownBy(() -> check())
        .hasMessageContaining("outcomes add up to [2, 2, 0]")
        .hasMessageContaining("the counters say [3, 3, 0]");
    counted.subList(1, 3).clear();
    assertThatThrownBy(() -> check()).hasMessageContaining("the counters say [1, 1, 0]");
  }

  @Test
  void whatIsCorrectedMayHaveAnotherFate() {
    came("a");
    told("a", INVALID);
    OutcomeMessage correction = message("a", INVALID, 1).correcting();
    accounts.told(correction);
    counted.add(correction);

    assertThatThrownBy(() -> check()).hasMessageContaining("ended as []");
    told("a", ACCEPTED);
    assertThatCode(() -> check()).doesNotThrowAnyException();
  }

  private void came(String... ids) {
    for (String id : ids) {
      accounts.came(7, DataCategory.ERROR, id);
    }
  }

  /** Told every time, counted once. */
  private void told(String id, Outcome outcome) {
    OutcomeMessage message = message(id, outcome, 1);
    accounts.told(message);
    if (!counted.contains(message)) {
      counted.add(message);
    }
  }

  private void check(String... pending) {
    accounts.check(Set.of(pending), UsageRow.fold(counted));
  }

  private static OutcomeMessage message(String id, Outcome outcome, long quantity) {
    return new OutcomeMessage(
        OutcomeMessage.id(7, DataCategory.ERROR, id, outcome),
        false,
        Instant.EPOCH,
        1,
        7,
        null,
        outcome,
        id,
        DataCategory.ERROR,
        quantity);
  }
}
