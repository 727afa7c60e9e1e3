package dev.tracefold.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  private static final Instant NOW = Instant.parse("2022-01-12T09:30:00Z");

  private final AtomicLong nanoTime = new AtomicLong();
  private final Metrics metrics = new Metrics(nanoTime::get);

  @Test
  void aLineIsInTheEmbeddedFormat() {
    metrics.count(outcome(DataCategory.ERROR, new Outcome.Accepted()));
    metrics.count(outcome(DataCategory.ERROR, new Outcome.Accepted()));

    assertThat(json(MetricDetail.FEW))
        .containsExactly(
            """
            {"_aws":{"Timestamp":1641979800000,"CloudWatchMetrics":[{"Namespace":"Tracefold",\
            "Dimensions":[["outcome"]],"Metrics":[{"Name":"sentry.events.outcomes",\
            "Unit":"Count"}]}]},"outcome":"accepted","sentry.events.outcomes":2}""");
    assertThat(json(MetricDetail.ALL))
        .singleElement()
        .asString()
        .contains(
            "\"Dimensions\":[[\"category\",\"outcome\",\"reason\"]]",
            "\"category\":\"error\",\"outcome\":\"accepted\",\"reason\":\"none\"");
  }

  @Test
  void nothingCollectedIsNoLine() {
    assertThat(metrics.lines(MetricDetail.ALL)).isEmpty();
  }

  @Test
  void aStepIsTimedInSecondsWhetherItFailsOrNot() {
    assertThat(metrics.<String>time(Metric.GROUPING, () -> takes(1_500_000, "grouped")))
        .isEqualTo("grouped");
    assertThatThrownBy(
            () ->
                metrics.time(
                    Metric.GROUPING,
                    () -> {
                      takes(2_000_000_000, "");
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(json(MetricDetail.ALL))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"result\":\"success\"")
                    .endsWith("\"sentry.save_event.calculate_event_grouping\":0.0015}"),
            line ->
                assertThat(line)
                    .contains("\"result\":\"failure\"", "\"Unit\":\"Seconds\"")
                    .endsWith("\"sentry.save_event.calculate_event_grouping\":2}"));
    assertThat(json(MetricDetail.FEW)).isEmpty();
  }

  @Test
  void moreValuesThanALineHoldsFillSeveral() throws Exception {
    List<Double> given =
        IntStream.range(0, MetricLine.VALUES_MAX + 1).mapToObj(i -> i / 8.0).toList();
    given.forEach(value -> metrics.record(Metric.TIME_TO_PROCESS, value));
    metrics.count(Metric.FAILED, 3);

    List<Double> told = new ArrayList<>();
    List<String> lines = json(MetricDetail.FEW);
    for (String line : lines) {
      JsonNode value = new ObjectMapper().readTree(line).path("sentry.events.time-to-process");
      (value.isArray() ? value : List.of(value)).forEach(one -> told.add(one.asDouble()));
    }
    assertThat(lines).hasSize(2).first().asString().contains("\"sentry.events.failed\":3");
    assertThat(told).isEqualTo(given);
  }

  @Test
  void whatEventsSayMakesNoSeries() {
    for (String platform : List.of("python", "my-own", "x".repeat(1000))) {
      metrics.count(Metric.ISSUES_CREATED, 1, MetricTag.PLATFORM.with(platform));
    }
    metrics.count(Metric.ISSUES_CREATED, 1, MetricTag.PLATFORM.with(null));
    metrics.count(outcome(DataCategory.ERROR, new Outcome.Invalid("somebody's words")));

    assertThat(metrics.lines(MetricDetail.ALL))
        .extracting(line -> line.tags().toString())
        .containsExactly(
            "{platform=python}",
            "{platform=other}",
            "{category=error, outcome=invalid, reason=other}");
    assertThat(metrics.lines(MetricDetail.FEW))
        .extracting(line -> line.tags().toString())
        .containsExactly("{}", "{outcome=invalid}");
    assertThat(metrics.lines(MetricDetail.NONE)).isEmpty();
  }

  @Test
  void aboutTenSeriesAreMadeByDefault() {
    Set<String> series = new HashSet<>();
    for (Metric metric : Metric.values()) {
      if (MetricDetail.FEW.includes(metric.least())) {
        series.add(metric.wireName());
      }
    }
    assertThat(
            Arrays.stream(MetricTag.values()).filter(tag -> MetricDetail.FEW.includes(tag.least())))
        .containsExactly(MetricTag.OUTCOME);
    int outcomes = 6;
    assertThat(series.size() - 1 + outcomes).isLessThanOrEqualTo(10);
  }

  @Test
  void aMetricIsUsedAsWhatItIs() {
    assertThatThrownBy(() -> metrics.count(Metric.SAVE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no counter");
    assertThatThrownBy(() -> metrics.record(Metric.FAILED, 1.0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> metrics.count(Metric.FAILED, 1, MetricTag.PLATFORM.with("java")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FAILED has the tags [PLATFORM]");
    assertThatThrownBy(() -> MetricDetail.of("MANY")).hasMessageContaining("[NONE, FEW, ALL]");
  }

  private String takes(long nanoseconds, String result) {
    nanoTime.addAndGet(nanoseconds);
    return result;
  }

  private List<String> json(MetricDetail detail) {
    return metrics.lines(detail).stream().map(line -> line.toJson(NOW)).toList();
  }

  private static OutcomeMessage outcome(DataCategory category, Outcome outcome) {
    return new OutcomeMessage("id", false, NOW, 1, 42, null, outcome, null, category, 1);
  }
}
