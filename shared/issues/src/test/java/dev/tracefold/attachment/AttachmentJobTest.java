package dev.tracefold.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttachmentJobTest {

  private static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  private static final String SECONDS = "1641979800.250000";

  private static final AttachmentJob JOB =
      new AttachmentJob(
          1,
          42,
          EVENT,
          17L,
          7L,
          Instant.parse("2022-01-12T09:30:00.250000Z"),
          new AttachmentDescription(
              "0",
              new AttachmentName("log.txt"),
              new ContentType("text/plain"),
              AttachmentType.ATTACHMENT,
              5,
              1,
              false));

  @Test
  void aJobSurvivesItsMessage() {
    assertThat(AttachmentJob.read(JOB.toJson())).isEqualTo(new JobReading.Valid(JOB));
  }

  @Test
  void theMessageHasEveryMember() {
    assertThat(JOB.toJson())
        .isEqualTo(
            """
            {"v":1,"id":"42:%s/0","organization_id":1,"project_id":42,"event_id":"%s",\
            "issue_id":17,"key_id":7,"start_time":%s,"attachment":{"id":"0",\
            "name":"log.txt","content_type":"text/plain","type":"event.attachment","size":5,\
            "chunks":1,"rate_limited":false}}"""
                .formatted(EVENT, EVENT, SECONDS));
  }

  @Test
  void whatIsUnknownIsNull() {
    AttachmentJob job = new AttachmentJob(1, 42, EVENT, null, null, null, JOB.attachment());

    assertThat(job.toJson())
        .contains("\"issue_id\":null", "\"key_id\":null", "\"start_time\":null");
    assertThat(AttachmentJob.read(job.toJson())).isEqualTo(new JobReading.Valid(job));
  }

  @ParameterizedTest
  @CsvSource({
    "2022-01-12T09:30:00.25Z, 2022-01-12T09:30:00.250000Z",
    "2022-01-12T10:30:00.25+01:00, 2022-01-12T09:30:00.250000Z",
    "yesterday, "
  })
  void timesAreSecondsOrIso(String given, @Nullable String expected) {
    String json = JOB.toJson().replace(SECONDS, '"' + given + '"');

    assertThat(AttachmentJob.read(json))
        .isInstanceOfSatisfying(
            JobReading.Valid.class,
            read ->
                assertThat(read.job().startTime())
                    .isEqualTo(expected == null ? null : Instant.parse(expected)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e300", "1e999", "1641979800250000"})
  void aTimeBeyondAnyClockCountsAsNotNoted(String time) {
    String json = JOB.toJson().replace(SECONDS, time);

    assertThat(AttachmentJob.read(json))
        .isInstanceOfSatisfying(
            JobReading.Valid.class, read -> assertThat(read.job().startTime()).isNull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "[] | | found a JSON ARRAY; expected an object",
        "7 | | found a JSON NUMBER; expected an object",
        "'' | | found a JSON MISSING; expected an object",
        "{\"v\": 2} | | v: found 2; expected format 1",
        "{\"project_id\": \"1\"} | | project_id: found \"1\"; expected a positive number",
        "{\"project_id\": 1} | 1 | event_id: found nothing; expected 32 lower-case hex digits",
        "{\"project_id\": 1, \"event_id\": \"fc6d8c0c43fc4630ad850ee518f1b9d0\"} | 1 |"
            + " attachment: found a JSON MISSING; expected an object",
      })
  void aMessageThatIsNoJobSaysWhy(String json, @Nullable Long projectId, String problem) {
    assertThat(AttachmentJob.read(json)).isEqualTo(new JobReading.Malformed(projectId, problem));
  }

  @Test
  void whatIsNotJsonSaysSo() {
    assertThat(AttachmentJob.read("{\"project_id\":"))
        .isInstanceOfSatisfying(
            JobReading.Malformed.class,
            malformed -> assertThat(malformed.problem()).startsWith("not JSON: "));
  }
}
