package dev.tracefold.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UsageKeyTest {

  private static final Instant NOW = Instant.parse("2022-01-12T09:30:00.250Z");

  @Test
  void aRowIsFoundByProjectDayAndHour() {
    UsageKey key =
        new UsageKey(
            42, NOW, 7L, DataCategory.ATTACHMENT, new Outcome.Filtered("crash-report-limit"));

    assertThat(key.partition()).isEqualTo("U#42#2022-01-12");
    assertThat(key.row(3)).isEqualTo("09#7#4#1#crash-report-limit#3");
    assertThat(key.hour()).isEqualTo(Instant.parse("2022-01-12T09:00:00Z"));
  }

  @Test
  void noKeyAndNoReasonAreDashes() {
    UsageKey key = new UsageKey(42, NOW, null, DataCategory.ERROR, new Outcome.Accepted());

    assertThat(key.row(0)).isEqualTo("09#-#1#0#-#0");
  }

  @Test
  void aReasonCannotLookLikeAnotherKey() {
    assertThat(row(new Outcome.Invalid("a#0"))).isEqualTo("09#-#1#3#a%230#0");
    assertThat(row(new Outcome.Invalid("-"))).isEqualTo("09#-#1#3#%2D#0");
  }

  @Test
  void clientsDoNotDecideHowManyRowsThereAre() {
    assertThat(row(new Outcome.ClientDiscard("queue_overflow")))
        .isEqualTo("09#-#1#5#queue_overflow#0");
    assertThat(row(new Outcome.ClientDiscard("made up"))).isEqualTo("09#-#1#5#other#0");
  }

  @Test
  void messagesOfOneCounterAreAddedUp() {
    List<OutcomeMessage> messages = attachments(new Outcome.Accepted(), 5, 7, 0);

    assertThat(UsageRow.fold(messages))
        .containsExactly(
            new UsageRow(
                new UsageKey(42, NOW, 7L, DataCategory.ATTACHMENT, new Outcome.Accepted()),
                3,
                12,
                0));
  }

  /** C-209, C-211, C-217: whether or not a quota takes it. An empty attachment is refunded as 1. */
  @Test
  void whatIsDiscardedAfterItWasLetInIsRefunded() {
    assertThat(refunds(new Outcome.Filtered("discarded-hash"), 5, 5)).containsExactly(10L);
    assertThat(refunds(new Outcome.Filtered("discarded-hash"), 0)).containsExactly(1L);
    assertThat(refunds(new Outcome.Filtered("crash-report-limit"), 8)).containsExactly(8L);
  }

  /** C-218. */
  @Test
  void whatCameWithoutAKeyIsRefundedToItsProject() {
    Outcome outcome = new Outcome.Filtered("discarded-hash");
    OutcomeMessage discarded =
        new OutcomeMessage("id", false, NOW, 1, 42, null, outcome, "event", DataCategory.ERROR, 1);

    assertThat(UsageRow.fold(List.of(discarded)))
        .containsExactly(
            new UsageRow(new UsageKey(42, NOW, null, DataCategory.ERROR, outcome), 1, 1, 1));
  }

  @Test
  void whatWasNeverLetInOrIsKeptOrIncompleteIsNotRefunded() {
    assertThat(refunds(new Outcome.Filtered("ip-address"), 5)).containsExactly(0L);
    assertThat(refunds(new Outcome.Accepted(), 5)).containsExactly(0L);
    assertThat(refunds(new Outcome.Invalid("missing_chunks"), 5)).containsExactly(0L);
  }

  @Test
  void aCorrectionTakesBackAllThatWasCounted() {
    List<OutcomeMessage> messages = attachments(new Outcome.Filtered("discarded-hash"), 5, 0);
    List<OutcomeMessage> all = new ArrayList<>(messages);
    messages.forEach(message -> all.add(message.correcting()));

    assertThat(UsageRow.fold(all))
        .singleElement()
        .satisfies(
            row ->
                assertThat(List.of(row.items(), row.quantity(), row.refunded())).containsOnly(0L));
  }

  private static List<Long> refunds(Outcome outcome, long... sizes) {
    return UsageRow.fold(attachments(outcome, sizes)).stream().map(UsageRow::refunded).toList();
  }

  private static List<OutcomeMessage> attachments(Outcome outcome, long... sizes) {
    List<OutcomeMessage> messages = new ArrayList<>();
    for (long size : sizes) {
      messages.add(
          new OutcomeMessage(
              "id-" + messages.size(),
              false,
              NOW.plusSeconds(messages.size()),
              1,
              42,
              7L,
              outcome,
              null,
              DataCategory.ATTACHMENT,
              size));
    }
    return messages;
  }

  @Test
  void rowsOfDifferentCountersAreNotAdded() {
    UsageRow one = row(7L);
    UsageRow other = row(8L);

    assertThatThrownBy(() -> one.plus(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("usage counters of different keys cannot be added");
  }

  private static UsageRow row(long keyId) {
    return new UsageRow(
        new UsageKey(42, NOW, keyId, DataCategory.ERROR, new Outcome.Accepted()), 1, 1, 0);
  }

  private static String row(Outcome outcome) {
    return new UsageKey(42, NOW, null, DataCategory.ERROR, outcome).row(0);
  }
}
