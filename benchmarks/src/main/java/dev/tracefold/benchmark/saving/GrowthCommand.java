package dev.tracefold.benchmark.saving;

import dev.tracefold.benchmark.Measurement;
import dev.tracefold.benchmark.cost.CostMeter;
import dev.tracefold.benchmark.shape.ProjectRules;
import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.benchmark.shape.ShapedEvents;
import dev.tracefold.local.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code growth}: how time and cost grow with what events and projects are. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    description =
        "How time and cost of an event grow with the size of batches, the number of issues, the "
            + "frames of stack traces and the rules of the project; all else stays as it is. Takes "
            + "about ten minutes.")
public final class GrowthCommand implements Callable<Integer> {

  private static final String BASE = "events=100,issues=10";

  /** What varies: parameters of the benchmark, each with the values that it takes. */
  private static final Map<String, Map<String, List<String>>> SERIES =
      Map.of(
          "events",
          Map.of(
              "shape", List.of("events=10", "events=30", "events=100", "events=300", "events=700")),
          "issues",
          Map.of(
              "shape",
              List.of(
                  "events=100,issues=1",
                  "events=100,issues=3",
                  "events=100,issues=30",
                  "events=100,issues=100")),
          "frames",
          Map.of("shape", List.of(BASE), "frames", List.of("10", "30", "100", "250")),
          "rules",
          Map.of("shape", List.of(BASE), "rules", List.of("10", "100", "1000")));

  @Option(names = "--quick", description = "Runs everything once, to see that it works.")
  private boolean quick;

  private final Path root;
  private final Terminal terminal;

  /**
   * The benchmark of a checkout.
   *
   * @param root the root of the checkout
   */
  public GrowthCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    List<List<String>> rows = new ArrayList<>();
    for (String series : List.of("events", "issues", "frames", "rules")) {
      List<RunResult> results = new ArrayList<>(times(series));
      try (CostMeter meter = new CostMeter(root, terminal)) {
        for (RunResult result : results) {
          rows.add(row(result, meter));
        }
      }
    }
    terminal.table(
        List.of("EVENTS", "ISSUES", "FRAMES", "RULES", "MICROSECONDS PER EVENT", "$ PER MILLION"),
        rows);
    return ExitCode.OK;
  }

  private List<RunResult> times(String series) throws IOException, RunnerException {
    Measurement.Plan plan =
        new Measurement.Plan(
            SavingBenchmark.class,
            "growth-" + series,
            SERIES.getOrDefault(series, Map.of()),
            List.of(),
            quick);
    return List.copyOf(new Measurement(root, terminal).of(plan));
  }

  private static List<String> row(RunResult result, CostMeter meter) {
    BenchmarkParams parameters = result.getParams();
    Shape shape = Shape.parse(parameters.getParam("shape"));
    int frames = Integer.parseInt(parameters.getParam("frames"));
    int rules = Integer.parseInt(parameters.getParam("rules"));
    double dollars =
        meter
            .measure(
                shape, frames == 0 ? ShapedEvents.frames(shape) : frames, ProjectRules.of(rules))
            .dollarsPerMillion();
    return List.of(
        Integer.toString(shape.events()),
        Integer.toString(shape.issues()),
        Integer.toString(frames == 0 ? ShapedEvents.frames(shape) : frames),
        Integer.toString(rules),
        "%.0f".formatted(Measurement.cpuNanos(result) / shape.events() / 1000),
        String.format(Locale.ROOT, "%.2f", dollars));
  }
}
