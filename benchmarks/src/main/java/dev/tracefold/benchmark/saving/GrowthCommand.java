package dev.tracefold.benchmark.saving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.benchmark.Measurement;
import dev.tracefold.benchmark.Results;
import dev.tracefold.benchmark.cost.CostMeter;
import dev.tracefold.benchmark.shape.ProjectRules;
import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.benchmark.shape.ShapedEvents;
import dev.tracefold.local.Terminal;
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
  public Integer call() throws RunnerException {
    List<Point> points = new ArrayList<>();
    for (String series : List.of("events", "issues", "frames", "rules")) {
      List<RunResult> results = new ArrayList<>(times(series));
      try (CostMeter meter = new CostMeter(root, terminal)) {
        for (RunResult result : results) {
          points.add(point(result, meter));
        }
      }
    }
    terminal.table(
        List.of("EVENTS", "ISSUES", "FRAMES", "RULES", "MICROSECONDS PER EVENT", "$ PER MILLION"),
        points.stream().map(Point::row).toList());
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    points.forEach(point -> json.add(point.toJson()));
    new Results(root, terminal).save("growth", json);
    return ExitCode.OK;
  }

  private List<RunResult> times(String series) throws RunnerException {
    Measurement.Plan plan =
        new Measurement.Plan(
            SavingBenchmark.class,
            "growth-" + series,
            SERIES.getOrDefault(series, Map.of()),
            List.of(),
            quick);
    return List.copyOf(new Measurement(root, terminal).of(plan));
  }

  private static Point point(RunResult result, CostMeter meter) {
    BenchmarkParams parameters = result.getParams();
    Shape shape = Shape.parse(parameters.getParam("shape"));
    int given = Integer.parseInt(parameters.getParam("frames"));
    int frames = given == 0 ? ShapedEvents.frames(shape) : given;
    int rules = Integer.parseInt(parameters.getParam("rules"));
    return new Point(
        shape,
        frames,
        rules,
        Measurement.cpuNanos(result) / shape.events() / 1000,
        meter.measure(shape, frames, ProjectRules.of(rules)).dollarsPerMillion());
  }

  /** What an event of a batch takes. */
  private record Point(Shape shape, int frames, int rules, double micros, double dollars) {

    List<String> row() {
      return List.of(
          Integer.toString(shape.events()),
          Integer.toString(shape.issues()),
          Integer.toString(frames),
          Integer.toString(rules),
          "%.0f".formatted(micros),
          String.format(Locale.ROOT, "%.2f", dollars));
    }

    ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("events", shape.events())
          .put("issues", shape.issues())
          .put("frames", frames)
          .put("rules", rules)
          .put("microsPerEvent", micros)
          .put("dollarsPerMillion", dollars);
    }
  }
}
