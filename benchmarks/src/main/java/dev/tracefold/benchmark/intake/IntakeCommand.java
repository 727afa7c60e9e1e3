package dev.tracefold.benchmark.intake;

import dev.tracefold.benchmark.Measurement;
import dev.tracefold.local.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code intake}: requests per second, and what they cost. */
@Command(
    name = "intake",
    mixinStandardHelpOptions = true,
    description = {
      "Requests of SDKs answered per second, and what a million costs.",
      "One thread calls the handler with envelopes as SDKs send them; queues and stores answer at",
      "once. The cost adds, for each request, the time that a deployed function waits for SQS."
    })
public final class IntakeCommand implements Callable<Integer> {

  /** Dollars per million requests of Lambda. */
  private static final double REQUESTS = 0.20;

  /** Dollars per GB and second of Lambda on arm64; the function has 1 GB. */
  private static final double GB_SECOND = 0.0000133334;

  /** Dollars per million messages of SQS up to 64 KB. */
  private static final double MESSAGES = 0.40;

  private static final int MILLION = 1_000_000;

  @Option(
      names = "--queue-millis",
      paramLabel = "MS",
      defaultValue = "8",
      description = "How long a send to SQS takes (default: ${DEFAULT-VALUE}).")
  private double queueMillis;

  @Option(names = "--quick", description = "Runs everything once, to see that it works.")
  private boolean quick;

  private final Path root;
  private final Terminal terminal;

  /**
   * The benchmark of a checkout.
   *
   * @param root the root of the checkout
   */
  public IntakeCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws RunnerException {
    List<List<String>> rows =
        new Measurement(root, terminal)
            .of(IntakeBenchmark.class, quick).stream().map(this::row).toList();
    terminal.table(
        List.of("ENVELOPE OF", "PER SECOND", "MICROSECONDS", "KB ALLOCATED", "$ PER MILLION"),
        rows);
    return ExitCode.OK;
  }

  private List<String> row(RunResult result) {
    double perSecond = result.getPrimaryResult().getScore();
    double seconds = 1 / perSecond + queueMillis / 1000;
    double dollars = REQUESTS + MESSAGES + seconds * GB_SECOND * MILLION;
    return List.of(
        result.getParams().getParam("sample"),
        String.format(Locale.ROOT, "%,.0f", perSecond),
        "%.0f".formatted(1e6 / perSecond),
        "%.0f".formatted(Measurement.allocated(result) / 1024),
        "%.2f".formatted(dollars));
  }
}
