package dev.tracefold.benchmark.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tracefold.benchmark.Results;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import dev.tracefold.local.Connection;
import dev.tracefold.local.LocalSystem;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.driver.Driver;
import dev.tracefold.local.driver.Pace;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code tracefold load}: events through the whole local system. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Sends events through the whole system on this machine, until every queue is empty.",
      "Says how many events a second were saved, how long an event takes from send to sight among "
          + "the latest events of its issue, and whether every count is exactly what was sent: "
          + "events of each issue, accepted events, nothing rejected or dead. Emulators and "
          + "functions share this machine; AWS is faster. Exits with 1 if a count is wrong."
    })
public final class LoadCommand implements Callable<Integer> {

  private static final long LOOK_MILLIS = 50;

  /** A hundred times what an event takes at worst. */
  private static final Duration LONGEST_WITHOUT_PROGRESS = Duration.ofMinutes(2);

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Events to send (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--issues",
      paramLabel = "M",
      defaultValue = "20",
      description = "Issues that they are of, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int issues;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description =
          "Events to send a second; 0 for as many as possible (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--duplicates",
      paramLabel = "P",
      defaultValue = "0",
      description = "Percent of the events that are sent twice (default: ${DEFAULT-VALUE}).")
  private int duplicates;

  @Option(
      names = "--bytes",
      paramLabel = "BYTES",
      defaultValue = "8192",
      description = "Size of an event (default: ${DEFAULT-VALUE}).")
  private int bytes;

  @Option(
      names = "--as-deployed",
      description = "Wait for batches to fill, as on AWS (default: batches go after 50 ms).")
  private boolean asDeployed;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A parameter of template.yaml, such as EventsBatchSize=500.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--json", description = "Prints the figures as JSON.")
  private boolean json;

  private final Path root;
  private final Terminal terminal;

  /**
   * The command of a checkout.
   *
   * @param root the root of the checkout
   */
  public LoadCommand(Path root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  /** Runs the command by itself, as {@code tracefold load}: 0 done, 1 failed, 2 used wrongly. */
  public static void main(String[] arguments) {
    Path root = Path.of(System.getProperty("tracefold.root", "."));
    boolean interactive = Boolean.getBoolean("tracefold.interactive");
    PrintStream results = System.out;
    // What the functions log must not end up among the results.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    CommandLine line =
        new CommandLine(new LoadCommand(root, new Terminal(results, System.err, interactive)));
    line.setCommandName("tracefold load");
    line.setOut(new PrintWriter(results, true, UTF_8));
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Load load;
    try {
      load = new Load(events, issues, rate, duplicates, bytes);
    } catch (IllegalArgumentException wrong) {
      terminal.complain(String.valueOf(wrong.getMessage()));
      return ExitCode.USAGE;
    }
    LocalSystem.Options options =
        new LocalSystem.Options(
            "127.0.0.1", 0, null, asDeployed ? Pace.AS_DEPLOYED : Pace.BRISK, parameters);
    LoadReport report;
    try (LocalSystem system =
        LocalSystem.start(root, options, terminal::step, terminal::complain, line -> {})) {
      report = run(load, system);
    }
    print(report);
    new Results(root, terminal).save("load", report.toJson());
    return report.differences().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private LoadReport run(Load load, LocalSystem system) throws InterruptedException {
    Connection connection = system.connection();
    try (SqsClient sqs = connection.sqs();
        DynamoDbClient dynamoDb = connection.dynamoDb()) {
      SentEvents sent = new SentEvents();
      Visibility visibility =
          new Visibility(
              new DynamoIssueQueries(
                  dynamoDb, connection.table("IssuesTable"), connection.table("EventsTable")),
              sent,
              load.issues());
      Thread looking = Thread.ofPlatform().daemon().name("visibility").start(visibility);
      Producer producer = new Producer(sqs, connection.queue("EventsQueue"), load, sent, terminal);
      long start = System.nanoTime();
      int messages = producer.send();
      long allSent = System.nanoTime();
      awaitDrained(system.driver());
      long drained = System.nanoTime();
      visibility.close();
      looking.join();
      terminal.step("Comparing counts");
      return new LoadReport(
          load,
          messages,
          Duration.ofNanos(allSent - start),
          Duration.ofNanos(drained - start),
          visibility.latencies(),
          new LoadCheck(connection, dynamoDb, sqs).differences(load, sent));
    }
  }

  /** Shows how many messages are done of those that were seen waiting. */
  private void awaitDrained(Driver driver) throws InterruptedException {
    int most = 1;
    int fewest = Integer.MAX_VALUE;
    long progress = System.nanoTime();
    for (int pending = driver.pending(); pending > 0; pending = driver.pending()) {
      if (pending < fewest) {
        fewest = pending;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > LONGEST_WITHOUT_PROGRESS.toNanos()) {
        throw new IllegalStateException(
            "%d messages are not worked off and have not become fewer for %d seconds"
                .formatted(pending, LONGEST_WITHOUT_PROGRESS.toSeconds()));
      }
      most = Math.max(most, pending);
      terminal.step("Working off the queues", (long) most - pending, most);
      Thread.sleep(LOOK_MILLIS);
    }
    terminal.step("Working off the queues", most, most);
  }

  private void print(LoadReport report) {
    if (json) {
      terminal.result(report.toJson().toPrettyString());
    } else {
      terminal.table(LoadReport.HEADING, List.of(report.row()));
    }
    report.differences().forEach(terminal::complain);
  }
}
