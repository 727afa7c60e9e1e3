package dev.tracefold.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.outcome.Outcome.Abuse;
import dev.tracefold.outcome.Outcome.Accepted;
import dev.tracefold.outcome.Outcome.ClientDiscard;
import dev.tracefold.outcome.Outcome.Filtered;
import dev.tracefold.outcome.Outcome.Invalid;
import dev.tracefold.outcome.Outcome.RateLimited;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutcomeMessageTest {

  private static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  private static final OutcomeMessage MESSAGE = message(new Accepted());

  @Test
  @DisplayName("C-241: the members come in their order, with six digits of a second")
  void membersComeInTheirOrder() {
    assertThat(MESSAGE.toJson())
        .isEqualTo(
            "{\"timestamp\":\"2022-01-12T09:30:00.250000Z\",\"org_id\":1,\"project_id\":42,"
                + "\"key_id\":7,\"outcome\":0,\"reason\":null,\"event_id\":\""
                + EVENT
                + "\",\"category\":1,\"quantity\":1,\"id\":\"42:1:"
                + EVENT
                + ":0\",\"counted\":true,\"v\":1}");
  }

  @Test
  @DisplayName("C-243: without a key the member is there and null")
  void aMissingKeyIsNull() {
    OutcomeMessage message =
        new OutcomeMessage(
            "a", false, Instant.EPOCH, 1, 2, null, new Abuse(), null, DataCategory.SECURITY, 1);

    assertThat(message.toJson()).contains("\"key_id\":null", "\"event_id\":null");
    assertThat(OutcomeMessage.read(message.toJson())).isEqualTo(new OutcomeReading.Valid(message));
  }

  @Test
  @DisplayName("C-242: a quantity of 0 stays 0")
  void aQuantityOfZeroStaysZero() {
    OutcomeMessage message =
        new OutcomeMessage(
            "a",
            false,
            Instant.EPOCH,
            1,
            2,
            null,
            new Filtered("discarded-hash"),
            null,
            DataCategory.ATTACHMENT,
            0);

    assertThat(message.toJson()).contains("\"quantity\":0");
  }

  static Stream<Outcome> outcomes() {
    return Stream.of(
        new Accepted(),
        new Filtered("discarded-hash"),
        new RateLimited("project_limit"),
        new Invalid("missing_chunks"),
        new Abuse(),
        new ClientDiscard("sample_rate"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void whatIsWrittenIsReadBack(Outcome outcome) {
    OutcomeMessage message = message(outcome);

    assertThat(OutcomeMessage.read(message.toJson())).isEqualTo(new OutcomeReading.Valid(message));
    assertThat(Outcome.of(outcome.code(), outcome.reason())).contains(outcome);
  }

  @Test
  void aCorrectionHasAnIdOfItsOwnAndSaysWhatItTakesBack() {
    OutcomeMessage correction = message(new Invalid("project_id")).correcting();

    assertThat(correction.toJson()).endsWith("\"v\":1,\"correction\":true}");
    assertThat(OutcomeMessage.read(correction.toJson()))
        .isEqualTo(new OutcomeReading.Valid(correction));
    assertThat(correction.id()).isEqualTo(message(new Invalid("project_id")).id() + ":corrected");
    assertThat(correction.counted()).isFalse();
  }

  @ParameterizedTest
  @DisplayName("C-240: the category follows from the event's type")
  @CsvSource({
    "csp, 3",
    "hpkp, 3",
    "expectct, 3",
    "expectstaple, 3",
    "transaction, 2",
    "error, 1",
    "default, 1",
    "other, 1",
    ", 1"
  })
  void theCategoryFollowsFromTheType(String type, int code) {
    assertThat(DataCategory.ofEventType(type).code()).isEqualTo(code);
    assertThat(DataCategory.of(code)).contains(DataCategory.ofEventType(type));
  }

  @Test
  void timesMayBeUnixSeconds() {
    String json = MESSAGE.toJson().replace("\"2022-01-12T09:30:00.250000Z\"", "1641979800.25");

    assertThat(OutcomeMessage.read(json)).isEqualTo(new OutcomeReading.Valid(MESSAGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "null",
        "{}",
        "{\"v\":2}",
        "{\"id\":\"a\",\"quantity\":1,\"timestamp\":1e999999999,\"org_id\":1,\"project_id\":1}",
        "{\"id\":\"a\",\"quantity\":1,\"timestamp\":1,\"org_id\":1,\"project_id\":1,\"outcome\":9}",
        "{\"id\":\"a\",\"quantity\":1,\"timestamp\":1,\"org_id\":1,\"project_id\":1,\"outcome\":1,"
            + "\"category\":1}",
        "{\"id\":\"a\",\"quantity\":-1}"
      })
  void whatIsNoMessageIsSaidToBeMalformed(String json) {
    assertThat(OutcomeMessage.read(json)).isInstanceOf(OutcomeReading.Malformed.class);
  }

  @Test
  @DisplayName("C-246: the project is a number; a text is refused")
  void aTextIsNoProject() {
    String json = MESSAGE.toJson().replace("\"project_id\":42", "\"project_id\":\"42\"");

    assertThat(OutcomeMessage.read(json))
        .isEqualTo(
            new OutcomeReading.Malformed(
                "project_id: found \"42\"; expected an integer of 64 bits"));
  }

  @Test
  void aReasonIsCutAtItsLimit() {
    assertThat(new Filtered("r".repeat(200)).reason()).hasSize(200);
    assertThat(new Filtered("r".repeat(201)).reason()).hasSize(200);
    assertThatThrownBy(() -> new Invalid("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNegativeQuantityIsRefused() {
    assertThatThrownBy(
            () ->
                new OutcomeMessage(
                    "a",
                    false,
                    Instant.EPOCH,
                    1,
                    2,
                    null,
                    new Accepted(),
                    null,
                    DataCategory.ERROR,
                    -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  private static OutcomeMessage message(Outcome outcome) {
    return new OutcomeMessage(
        OutcomeMessage.id(42, DataCategory.ERROR, EVENT, outcome),
        true,
        Instant.ofEpochSecond(1641979800, 250_000_999),
        1,
        42,
        7L,
        outcome,
        EVENT,
        DataCategory.ERROR,
        1);
  }
}
