package dev.tracefold.local;

import dev.tracefold.local.driver.Pace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tracefold up}: keeps the whole system running on this machine. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole system on this machine until Ctrl-C.",
      "Prints the DSN to give an SDK, and where the queues, tables and the bucket are."
    })
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "IP address to listen on (default: ${DEFAULT-VALUE}). Anyone who reaches it can read "
              + "and change everything.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port of the HTTP intake (default: a free one).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that keeps the data from one run to the next (default: in memory).")
  private @Nullable Path data;

  @Option(
      names = "--as-deployed",
      description =
          "Wait as AWS would: for batches to fill, and for failed messages to come back (default: "
              + "batches go at once, failures come back after 5 seconds).")
  private boolean asDeployed;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A parameter of template.yaml, such as IssueStream=on.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--json",
      description =
          "Print one line of JSON once ready: dsn, endpoints, queues, tables, bucket, credentials.")
  private boolean json;

  @Option(
      names = "--verbose",
      description =
          "Print what the functions log (default: DIR/functions.log with --data, else nowhere).")
  private boolean verbose;

  private final Path root;
  private final Systems systems;
  private final Terminal terminal;
  private final FunctionLog functionLog;

  UpCommand(Path root, Systems systems, Terminal terminal, FunctionLog functionLog) {
    this.root = root;
    this.systems = systems;
    this.terminal = terminal;
    this.functionLog = functionLog;
  }

  @Override
  public Integer call() throws InterruptedException {
    var options =
        new LocalSystem.Options(
            bind, port, data, asDeployed ? Pace.AS_DEPLOYED : Pace.BRISK, parameters);
    if (verbose) {
      functionLog.sendTo(terminal::complain);
    } else if (data != null) {
      functionLog.appendTo(data.resolve("functions.log"));
    }
    LocalSystem system =
        LocalSystem.start(root, options, terminal::step, terminal::complain, functionLog);
    Connection connection = system.connection();
    systems.announce(connection);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  terminal.step("Stopping ...");
                  systems.withdraw(connection);
                  system.close();
                  stopped.countDown();
                  terminal.step("Stopped.");
                }));
    if (json) {
      terminal.result(connection.toJson());
    } else {
      describe(connection);
    }
    stopped.await();
    return ExitCode.OK;
  }

  private void describe(Connection connection) {
    terminal.result("");
    terminal.result("Ready. Give an SDK this DSN:");
    terminal.result("  " + connection.dsn());
    terminal.result("");
    terminal.result("Send files:       tracefold send events/java-chained-exception.json");
    terminal.result("");
    terminal.result("Point the AWS CLI or any AWS SDK here:");
    Objects.requireNonNull(connection.endpoints())
        .environment()
        .forEach((name, value) -> terminal.result("  export " + name + "=" + value));
    terminal.result("");
    terminal.result("Queues:");
    connection.queues().forEach((id, url) -> terminal.result("  %-28s %s".formatted(id, url)));
    terminal.result("Tables:");
    connection.tables().forEach((id, name) -> terminal.result("  %-28s %s".formatted(id, name)));
    terminal.result("Bucket:");
    terminal.result("  " + connection.bucket());
    terminal.result("");
    terminal.result("Ctrl-C stops.");
  }
}
