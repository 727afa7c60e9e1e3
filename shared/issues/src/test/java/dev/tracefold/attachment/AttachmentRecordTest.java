package dev.tracefold.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttachmentRecordTest {

  private static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  private static final Instant START = Instant.parse("2022-01-12T09:30:00.250Z");
  private static final Instant DECIDED = START.plusSeconds(60);

  /** Q18: an empty attachment counts 1 when it is kept and 0 when it is filtered. */
  @ParameterizedTest
  @CsvSource({"0, 1", "5, 5"})
  void aStoredOneCountsItsDescribedSizeButAtLeastOne(long size, long quantity) {
    OutcomeMessage outcome = new AttachmentRecord(job(size, START), stored(), DECIDED).outcome();

    assertThat(outcome)
        .isEqualTo(
            new OutcomeMessage(
                "42:4:" + EVENT + "/0:0",
                false,
                START,
                1,
                42,
                7L,
                new Outcome.Accepted(),
                EVENT,
                DataCategory.ATTACHMENT,
                quantity));
  }

  /** C-209, C-211: quantities of the attachments of a discarded event. */
  @ParameterizedTest
  @CsvSource({"0, 0", "5, 5"})
  void aFilteredOneCountsItsDescribedSizeAlsoIfNothing(long size, long quantity) {
    OutcomeMessage outcome =
        AttachmentRecord.dropped(
                job(size, START), new Outcome.Filtered(AttachmentRecord.REASON_DISCARDED), DECIDED)
            .outcome();

    assertThat(outcome.quantity()).isEqualTo(quantity);
    assertThat(outcome.outcome()).isEqualTo(new Outcome.Filtered("discarded-hash"));
  }

  @Test
  void anInvalidOneCountsOne() {
    OutcomeMessage outcome =
        AttachmentRecord.dropped(
                job(9, START), new Outcome.Invalid(AttachmentRecord.REASON_MISSING_CHUNKS), DECIDED)
            .outcome();

    assertThat(outcome.quantity()).isEqualTo(1);
  }

  @Test
  void withoutAStartTimeTheDecisionsTimeIsTold() {
    assertThat(new AttachmentRecord(job(5, null), stored(), DECIDED).outcome().timestamp())
        .isEqualTo(DECIDED);
  }

  @Test
  void whatIsDroppedIsNotAccepted() {
    assertThatThrownBy(() -> new AttachmentFate.Dropped(new Outcome.Accepted()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a dropped attachment cannot be accepted");
  }

  private static AttachmentFate stored() {
    return new AttachmentFate.Stored(
        new StoredContent(5, "a".repeat(40), "b".repeat(64), YearMonth.of(2022, 1)));
  }

  private static AttachmentJob job(long size, @Nullable Instant startTime) {
    return new AttachmentJob(
        1,
        42,
        EVENT,
        null,
        7L,
        startTime,
        new AttachmentDescription(
            "0",
            AttachmentName.UNNAMED,
            ContentType.BYTES,
            AttachmentType.ATTACHMENT,
            size,
            1,
            false));
  }
}
