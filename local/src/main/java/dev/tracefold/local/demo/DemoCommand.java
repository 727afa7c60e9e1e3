package dev.tracefold.local.demo;

import dev.tracefold.embedded.Template;
import dev.tracefold.local.FunctionLog;
import dev.tracefold.local.LocalSystem;
import dev.tracefold.local.Sender;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.driver.Driver;
import dev.tracefold.local.issue.IssuesCommand;
import dev.tracefold.sample.SampleEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tracefold demo}: from events to issues, once, on this machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the whole system, sends the samples of events/ and shows the issues they make.",
      "Everything is in memory and ends with the command; 'tracefold up' keeps it running."
    })
public final class DemoCommand implements Callable<Integer> {

  /** Some thirty times what it takes on two processors. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final long LOOK_MILLIS = 100;
  private static final int FIRST_ERROR_STATUS = 400;

  @Option(
      names = "--json",
      description =
          "Prints a JSON array with an object for each issue: id, shortId, title, culprit, level, "
              + "status, timesSeen, firstSeen, lastSeen, project, hashes.")
  private boolean json;

  @Option(names = "--verbose", description = "Also prints what the functions log.")
  private boolean verbose;

  private final Path root;
  private final Terminal terminal;
  private final FunctionLog functionLog;

  public DemoCommand(Path root, Terminal terminal, FunctionLog functionLog) {
    this.root = root;
    this.terminal = terminal;
    this.functionLog = functionLog;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (verbose) {
      functionLog.sendTo(terminal::complain);
    }
    try (LocalSystem system =
        LocalSystem.start(
            root, LocalSystem.Options.DEFAULT, terminal::step, terminal::complain, functionLog)) {
      send(system);
      if (!await(system.driver())) {
        terminal.complain(
            "%d messages are not worked off after %d seconds; --verbose shows what happens"
                .formatted(system.driver().pending(), LONGEST.toSeconds()));
        return ExitCode.SOFTWARE;
      }
      terminal.step("");
      IssuesCommand.printAll(system.connection(), terminal, json);
    }
    if (!json) {
      terminal.step("");
      terminal.step("Keep it running:  tracefold up");
      terminal.step("Then look closer: tracefold send events/*.json; tracefold issue DEMO-1");
    }
    return ExitCode.OK;
  }

  private void send(LocalSystem system) throws IOException, InterruptedException {
    Path folder = root.resolve("events");
    List<SampleEvent> samples = SampleEvent.readAll(folder);
    int messages = 0;
    int requests = 0;
    int refused = 0;
    try (var sender =
        new Sender(system.connection(), Template.read(root.resolve("template.yaml")))) {
      for (int i = 0; i < samples.size(); i++) {
        switch (sender.send(folder.resolve(samples.get(i).name() + ".json"))) {
          case Sender.Sent.Queued queued -> messages += queued.messages();
          case Sender.Sent.Answered answered -> {
            requests++;
            refused += answered.status() >= FIRST_ERROR_STATUS ? 1 : 0;
          }
        }
        terminal.step("Sending samples", i + 1, samples.size());
      }
    }
    terminal.step(
        "Sent %d messages over queues and %d requests by HTTP, %d of which are refused on purpose."
            .formatted(messages, requests, refused));
  }

  /** Shows how many messages are done of those that were seen waiting. */
  private boolean await(Driver driver) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    int most = 1;
    for (int pending = driver.pending(); pending > 0; pending = driver.pending()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      most = Math.max(most, pending);
      terminal.step("Working off the queues", most - pending, most);
      Thread.sleep(LOOK_MILLIS);
    }
    terminal.step("Working off the queues", most, most);
    return true;
  }
}
