package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.sample.Expectation;
import dev.tracefold.sample.SampleEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first command that anyone runs. */
class DemoTest {
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @Test
  void theDemoPrintsTheIssuesOfAllSamplesAsJson() throws Exception {
    assertThat(run("demo", "--json")).as(progress.toString(UTF_8)).isZero();

    JsonNode issues = new ObjectMapper().readTree(results.toString(UTF_8));
    List<Expectation.Issue> expected =
        SampleEvent.readAll(TestStacks.root().resolve("events")).stream()
            .flatMap(sample -> sample.expectation().issues().stream())
            .toList();
    // One bug is in several samples, and then in one issue.
    assertThat(issues.findValuesAsText("title"))
        .hasSizeBetween(12, expected.size())
        .containsAll(List.of("OrderRejectedException: Order of 3 x SKU-7 could not be placed"))
        .isSubsetOf(expected.stream().map(Expectation.Issue::title).toList());
    assertThat(timesSeen(issues))
        .isEqualTo(expected.stream().mapToLong(Expectation.Issue::timesSeen).sum());
    for (JsonNode issue : issues) {
      assertThat(issue.fieldNames())
          .toIterable()
          .contains(
              "id",
              "shortId",
              "title",
              "culprit",
              "level",
              "status",
              "timesSeen",
              "firstSeen",
              "lastSeen",
              "project",
              "hashes");
      assertThat(issue.path("hashes")).isNotEmpty();
    }
  }

  @Test
  void theDemoPrintsATableAndSaysWhatItDoes() {
    assertThat(run("demo")).as(progress.toString(UTF_8)).isZero();

    assertThat(results.toString(UTF_8))
        .startsWith("SHORT ID")
        .containsPattern("DEMO-\\w+ +OrderRejectedException: .* error +unresolved +\\d");
    assertThat(progress.toString(UTF_8))
        .contains("Starting the functions ...", "Sending samples", "Working off the queues")
        .contains("tracefold up");
  }

  private static long timesSeen(JsonNode issues) {
    long sum = 0;
    for (JsonNode issue : issues) {
      sum += issue.path("timesSeen").asLong();
    }
    return sum;
  }

  private int run(String... arguments) {
    var terminal =
        new Terminal(
            new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8), false);
    return Tracefold.commandLine(TestStacks.root(), terminal, new FunctionLog()).execute(arguments);
  }
}
