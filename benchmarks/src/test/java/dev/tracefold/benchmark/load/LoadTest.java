package dev.tracefold.benchmark.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.local.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole system under a small load, and what is said of it. */
class LoadTest {

  @TempDir private Path root;

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          new PrintStream(results, true, UTF_8),
          new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
          false);

  @Test
  void everyEventIsCountedOnceAndSeen() throws Exception {
    Files.copy(TestStacks.root().resolve("template.yaml"), root.resolve("template.yaml"));
    int exit =
        new CommandLine(new LoadCommand(root, terminal))
            .execute("--events=60", "--issues=4", "--duplicates=50", "--bytes=2000", "--json");
    JsonNode report = new ObjectMapper().readTree(results.toString(UTF_8));
    assertThat(report.path("differences")).as("differences").isEmpty();
    assertThat(exit).isZero();
    assertThat(report.path("messages").asInt()).isGreaterThan(60);
    assertThat(report.path("latencyMillis").path("events").asInt()).isEqualTo(60);
    assertThat(report.path("drainedEventsPerSecond").asDouble()).isPositive();
    assertThat(root.resolve(".tracefold/benchmarks/load.json")).isNotEmptyFile();
  }

  @Test
  void percentilesAreOfTheEventsThatWereSeen() {
    LoadReport report =
        new LoadReport(
            new Load(200, 2, 0, 0, 8192),
            200,
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList(),
            List.of());
    assertThat(report.drainedRate()).isEqualTo(50);
    assertThat(report.percentileMillis(50)).isEqualTo(100);
    assertThat(report.percentileMillis(95)).isEqualTo(190);
    assertThat(report.percentileMillis(99)).isEqualTo(198);
  }

  @Test
  void aWrongLoadIsToldFromWhatIsExpected() {
    assertThatThrownBy(() -> new Load(10, 11, 0, 0, 8192))
        .hasMessage("found --issues 11; expected 1 to 10");
    assertThatThrownBy(() -> new Load(5000, 1001, 0, 0, 8192))
        .hasMessage("found --issues 1001; expected 1 to 1000");
    assertThatThrownBy(() -> new Load(10, 1, 0, 101, 8192))
        .hasMessage("found --duplicates 101; expected 0 to 100");
  }
}
