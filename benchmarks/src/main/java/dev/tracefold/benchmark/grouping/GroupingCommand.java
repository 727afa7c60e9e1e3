package dev.tracefold.benchmark.grouping;

import dev.tracefold.benchmark.Measurement;
import dev.tracefold.local.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code grouping}: events per second, and long texts that are made to hurt. */
@Command(
    name = "grouping",
    mixinStandardHelpOptions = true,
    description = {
      "Events grouped per second, and the cost of texts that are made to hurt.",
      "First the events that one thread groups per second and what it allocates for each, then how",
      "much longer than ordinary ones texts of 8 KiB take that hurt regular expressions."
    })
public final class GroupingCommand implements Callable<Integer> {

  private static final double SECOND_NANOS = 1e9;

  /** What to measure. */
  enum Part {
    EVENTS,
    TEXTS,
    ALL
  }

  @Option(
      names = "--only",
      paramLabel = "PART",
      defaultValue = "ALL",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Part only = Part.ALL;

  @Option(names = "--quick", description = "Runs everything once, to see that it works.")
  private boolean quick;

  private final Path root;
  private final Terminal terminal;

  /**
   * The benchmark of a checkout.
   *
   * @param root the root of the checkout
   */
  public GroupingCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    Measurement measurement = new Measurement(root, terminal);
    if (only != Part.TEXTS) {
      EventSet events = EventSet.find(root);
      terminal.result("%d events of %s".formatted(events.payloads().size(), events.source()));
      events(measurement.of(GroupingBenchmark.class, quick));
    }
    if (only != Part.EVENTS) {
      texts(measurement.of(TextBenchmark.class, quick));
    }
    return ExitCode.OK;
  }

  private void events(Collection<RunResult> results) {
    List<List<String>> rows = new ArrayList<>();
    for (RunResult result : results) {
      rows.add(
          List.of(
              result.getPrimaryResult().getLabel(),
              number(result.getPrimaryResult().getScore()),
              number(result.getPrimaryResult().getScoreError()),
              number(SECOND_NANOS / Measurement.cpuNanos(result)),
              number(Measurement.allocated(result))));
    }
    terminal.table(List.of("EVENTS", "PER SECOND", "+/-", "PER CPU SECOND", "BYTES EACH"), rows);
  }

  private void texts(Collection<RunResult> results) {
    Map<TextCase.Place, Double> ordinary = new EnumMap<>(TextCase.Place.class);
    for (RunResult result : results) {
      TextCase text = textCase(result);
      if (text.isOrdinary()) {
        ordinary.put(text.place(), Measurement.cpuNanos(result));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (RunResult result : results) {
      TextCase text = textCase(result);
      double nanos = Measurement.cpuNanos(result);
      rows.add(
          List.of(
              text.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              "%.1f".formatted(nanos / 1000),
              "%.2f".formatted(nanos / ordinary.getOrDefault(text.place(), Double.NaN))));
    }
    terminal.table(List.of("TEXT OF 8 KIB", "CPU MICROSECONDS", "TIMES ORDINARY"), rows);
  }

  private static TextCase textCase(RunResult result) {
    return TextCase.valueOf(result.getParams().getParam("text"));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
