package dev.tracefold.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutcomeMetricsTest {

  private static final Instant NOW = Instant.parse("2022-01-12T09:30:00Z");

  @Test
  void aLineIsInTheEmbeddedFormat() {
    assertThat(
            OutcomeMetrics.of(List.of(accepted(DataCategory.ERROR)), OutcomeMetrics.Detail.OUTCOME))
        .extracting(line -> line.toJson(NOW))
        .containsExactly(
            """
            {"_aws":{"Timestamp":1641979800000,"CloudWatchMetrics":[{"Namespace":"Tracefold",\
            "Dimensions":[["outcome"]],"Metrics":[{"Name":"sentry.events.outcomes",\
            "Unit":"Count"}]}]},"outcome":"accepted","sentry.events.outcomes":1}""");
  }

  @Test
  void reasonsMakeNoSeries() {
    List<OutcomeMessage> messages =
        List.of(
            message(DataCategory.ERROR, new Outcome.Invalid("one")),
            message(DataCategory.ATTACHMENT, new Outcome.Invalid("another")),
            accepted(DataCategory.ERROR));

    assertThat(OutcomeMetrics.of(messages, OutcomeMetrics.Detail.OUTCOME)).hasSize(2);
    assertThat(OutcomeMetrics.of(messages, OutcomeMetrics.Detail.CATEGORY)).hasSize(3);
    assertThat(OutcomeMetrics.of(List.of(), OutcomeMetrics.Detail.OUTCOME)).isEmpty();
  }

  private static OutcomeMessage accepted(DataCategory category) {
    return message(category, new Outcome.Accepted());
  }

  private static OutcomeMessage message(DataCategory category, Outcome outcome) {
    return new OutcomeMessage("id", false, NOW, 1, 42, null, outcome, null, category, 1);
  }
}
