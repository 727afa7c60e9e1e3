package dev.tracefold.benchmark.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.benchmark.Results;
import dev.tracefold.benchmark.shape.Shape;
import dev.tracefold.local.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tracefold cost}: what saving a million events of a shape costs. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description =
        "What saving a million events costs on AWS, by the shape of their batches. "
            + "Batches run through the real functions on emulators, which count requests and "
            + "units; the prices are those of us-east-1. Everything is in it, from the "
            + "producer's send to the counted outcome, but for the HTTP intake, storage, "
            + "metrics and idle polling. The system is warm: issues, users and releases are "
            + "known. Time of functions is processor time measured on this machine and typical "
            + "latencies of AWS.")
public final class CostCommand implements Callable<Integer> {

  private static final List<String> DEFAULT_SHAPES =
      List.of(
          "events=1,issues=1",
          "events=10,issues=5",
          "events=100,issues=10",
          "events=100,issues=10,tags=10,users=50,releases=3",
          "events=500,issues=20,tags=10,users=250,releases=3");

  @Option(
      names = "--shape",
      paramLabel = "FIELDS",
      description =
          "What a batch consists of, such as "
              + "events=100,issues=10,bytes=8192,tags=0,users=0,releases=1 (what is not said is "
              + "as here). May be repeated; without it, the five usual ones.")
  private @Nullable List<String> shapes;

  @Option(names = "--json", description = "Prints the figures as a JSON array.")
  private boolean json;

  @Option(names = "--calls", description = "Prints also what each kind of call consumes.")
  private boolean calls;

  private final Path root;
  private final Terminal terminal;

  /**
   * The command of a checkout.
   *
   * @param root the root of the checkout
   */
  public CostCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  /** Runs the command by itself, as {@code tracefold cost}: 0 done, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    Path root = Path.of(System.getProperty("tracefold.root", "."));
    boolean interactive = Boolean.getBoolean("tracefold.interactive");
    PrintStream results = System.out;
    // What the functions log must not end up among the results.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    CommandLine line =
        new CommandLine(new CostCommand(root, new Terminal(results, System.err, interactive)));
    line.setCommandName("tracefold cost");
    line.setOut(new PrintWriter(results, true, UTF_8));
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() {
    List<Shape> wanted = new ArrayList<>();
    for (String text : requireNonNullElse(shapes, DEFAULT_SHAPES)) {
      try {
        wanted.add(Shape.parse(text));
      } catch (IllegalArgumentException wrong) {
        terminal.complain("--shape %s: %s".formatted(text, wrong.getMessage()));
        return ExitCode.USAGE;
      }
    }
    terminal.step("Starting the emulators");
    List<ShapeCost> costs;
    try (CostMeter meter = new CostMeter(root, terminal)) {
      costs = wanted.stream().map(meter::measure).toList();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    costs.forEach(cost -> array.add(cost.toJson()));
    if (json) {
      terminal.result(array.toPrettyString());
    } else {
      print(costs);
      if (calls) {
        costs.forEach(this::printCalls);
      }
    }
    new Results(root, terminal).save("cost", array);
    return ExitCode.OK;
  }

  private void print(List<ShapeCost> costs) {
    terminal.result("Per event:");
    terminal.table(
        List.of(
            "SHAPE", "WRITE UNITS", "READ UNITS", "SQS REQUESTS", "S3 PUTS", "CPU MS", "WAIT MS"),
        costs.stream()
            .map(
                cost ->
                    List.of(
                        cost.shape().toString(),
                        number("%.2f", cost.perEvent().writeUnits()),
                        number("%.2f", cost.perEvent().readUnits()),
                        number("%.2f", cost.perEvent().queueRequests()),
                        number("%.3f", cost.perEvent().puts()),
                        number("%.2f", cost.processorMillisPerEvent()),
                        number("%.2f", cost.perEvent().waitMillis())))
            .toList());
    terminal.result("");
    terminal.result("Dollars per million events:");
    terminal.table(
        List.of("SHAPE", "WRITES", "READS", "SQS", "S3", "LAMBDA", "LOGS", "ALL"),
        costs.stream()
            .map(
                cost ->
                    List.of(
                        cost.shape().toString(),
                        number("%.2f", cost.writes()),
                        number("%.2f", cost.reads()),
                        number("%.2f", cost.queues()),
                        number("%.2f", cost.objects()),
                        number("%.2f", cost.functions()),
                        number("%.2f", cost.logs()),
                        number("%.2f", cost.dollarsPerMillion())))
            .toList());
  }

  private void printCalls(ShapeCost cost) {
    terminal.result("");
    terminal.result("Calls of save-events per event, " + cost.shape() + ":");
    terminal.table(
        List.of("CALL", "WRITE UNITS", "READ UNITS", "SQS REQUESTS", "WAIT MS"),
        cost.calls().entrySet().stream()
            .map(
                call ->
                    List.of(
                        call.getKey(),
                        number("%.3f", call.getValue().writeUnits()),
                        number("%.3f", call.getValue().readUnits()),
                        number("%.3f", call.getValue().queueRequests()),
                        number("%.3f", call.getValue().waitMillis())))
            .toList());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
