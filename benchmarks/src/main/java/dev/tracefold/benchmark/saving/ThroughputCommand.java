package dev.tracefold.benchmark.saving;

import dev.tracefold.benchmark.Measurement;
import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.local.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code throughput}: events per second that a processor saves. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description =
        "Events per second that save-events handles on one processor, and what an event "
            + "allocates. Batches go through the handler; DynamoDB, SQS and S3 answer at once "
            + "below the SDK, so that marshalling, signing and checksums are in it. The figure "
            + "is by processor time of all threads, compiler and collector included; a busy "
            + "machine slows that too, so measure on one at rest.")
public final class ThroughputCommand implements Callable<Integer> {

  private static final double NANOS = 1e9;

  @Option(
      names = "--first-tier",
      description = "Compiles with the first tier only, as the deployed functions do.")
  private boolean firstTier;

  @Option(names = "--quick", description = "Runs everything once, to see that it works.")
  private boolean quick;

  private final Path root;
  private final Terminal terminal;

  /**
   * The benchmark of a checkout.
   *
   * @param root the root of the checkout
   */
  public ThroughputCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws RunnerException {
    Measurement.Plan plan =
        new Measurement.Plan(
            SavingBenchmark.class,
            firstTier ? "throughput-first-tier" : "throughput",
            Map.of(),
            firstTier ? List.of("-XX:TieredStopAtLevel=1") : List.of(),
            quick);
    List<List<String>> rows =
        new Measurement(root, terminal).of(plan).stream().map(ThroughputCommand::row).toList();
    terminal.table(
        List.of("BATCH", "EVENTS PER SECOND AND PROCESSOR", "MICROSECONDS", "KB ALLOCATED"), rows);
    return ExitCode.OK;
  }

  private static List<String> row(RunResult result) {
    Shape shape = Shape.parse(result.getParams().getParam("shape"));
    double nanos = Measurement.cpuNanos(result) / shape.events();
    return List.of(
        shape.toString(),
        String.format(Locale.ROOT, "%,.0f", NANOS / nanos),
        "%.0f".formatted(nanos / 1000),
        "%.0f".formatted(Measurement.allocated(result) / shape.events() / 1024));
  }
}
