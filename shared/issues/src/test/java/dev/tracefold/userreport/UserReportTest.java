package dev.tracefold.userreport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.userreport.UserReport.Reading;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserReportTest {

  private static final Instant T = Instant.parse("2022-01-12T09:30:00Z");
  private static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";

  @Test
  void idsAreReadHoweverTheyAreWritten() {
    ObjectNode payload =
        payload("FC6D8C0C-43FC-4630-AD85-0EE518F1B9D0")
            .put("name", "n")
            .put("email", "e")
            .put("comments", "c");

    assertThat(UserReport.read(payload))
        .isEqualTo(new Reading.Valid(new UserReport(EVENT, "n", "e", "c")));
  }

  @Test
  void whatIsNotGivenIsEmpty() {
    assertThat(UserReport.read(payload(EVENT)))
        .isEqualTo(new Reading.Valid(new UserReport(EVENT, "", "", "")));
  }

  @Test
  void longTextsAreCut() {
    UserReport report = new UserReport(EVENT, "n".repeat(129), "e".repeat(76), "c".repeat(8193));

    assertThat(report.name()).isEqualTo("n".repeat(125) + "...");
    assertThat(report.email()).isEqualTo("e".repeat(72) + "...");
    assertThat(report.comments()).isEqualTo("c".repeat(8189) + "...");
    assertThat(new UserReport(EVENT, "", "", "c".repeat(8192)).comments()).hasSize(8192);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "fc6d8c0c43fc4630ad850ee518f1b9d", "gc6d8c0c43fc4630ad850ee518f1b9d0"})
  void aReportNeedsAnEvent(String eventId) {
    assertThat(UserReport.read(payload(eventId))).isInstanceOf(Reading.Malformed.class);
    assertThat(UserReport.read(JsonNodeFactory.instance.arrayNode()))
        .isInstanceOf(Reading.Malformed.class);
  }

  @Test
  void aFirstReportIsKept() {
    assertThat(ReportDecision.of(T, null, null)).isEqualTo(ReportDecision.KEEP);
    assertThat(ReportDecision.of(T, T.minusSeconds(1800), null)).isEqualTo(ReportDecision.KEEP);
  }

  @Test
  void anOldEventIsNotReportedOn() {
    assertThat(ReportDecision.of(T, T.minusSeconds(1801), null))
        .isEqualTo(ReportDecision.REFUSE_OLD_EVENT);
  }

  @Test
  @DisplayName("C-207: a second report replaces the first within five minutes")
  void aSecondReportReplacesTheFirst() {
    assertThat(ReportDecision.of(T, T, T.minusSeconds(240))).isEqualTo(ReportDecision.REPLACE);
    assertThat(ReportDecision.of(T, T, T.minusSeconds(300))).isEqualTo(ReportDecision.REPLACE);
    assertThat(ReportDecision.of(T, T, T.minusSeconds(360)))
        .isEqualTo(ReportDecision.REFUSE_SETTLED);
  }

  @Test
  void aReportThatComesLateLeavesALaterOneAlone() {
    assertThat(ReportDecision.of(T, T, T.plusSeconds(1))).isEqualTo(ReportDecision.OVERTAKEN);
    assertThat(ReportDecision.of(T, T, T)).isEqualTo(ReportDecision.REPLACE);
  }

  private static ObjectNode payload(String eventId) {
    return JsonNodeFactory.instance.objectNode().put("event_id", eventId);
  }
}
