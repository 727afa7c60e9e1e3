package dev.tracefold.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
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
    List<OutcomeMessage> messages =
        IntStream.of(5, 7, 0)
            .mapToObj(
                size ->
                    new OutcomeMessage(
                        "id-" + size,
                        false,
                        NOW.plusSeconds(size),
                        1,
                        42,
                        7L,
                        new Outcome.Accepted(),
                        null,
                        DataCategory.ATTACHMENT,
                        size))
            .toList();

    assertThat(UsageRow.fold(messages))
        .containsExactly(
            new UsageRow(
                new UsageKey(42, NOW, 7L, DataCategory.ATTACHMENT, new Outcome.Accepted()), 3, 12));
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
        new UsageKey(42, NOW, keyId, DataCategory.ERROR, new Outcome.Accepted()), 1, 1);
  }

  private static String row(Outcome outcome) {
    return new UsageKey(42, NOW, null, DataCategory.ERROR, outcome).row(0);
  }
}
