package dev.tracefold.local.issue;

import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold discard}: what nobody wants to see ever again. */
@Command(
    name = "discard",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes issues like 'tracefold delete', and discards their future events.",
      "'tracefold discarded' lists what is discarded, 'tracefold undiscard' ends it.",
      "Running it again completes what was cut short."
    })
public final class DiscardCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "ISSUE",
      description = "Ids or short ids of issues, as DEMO-1.")
  private List<String> issues = new ArrayList<>();

  @Option(names = "--json", description = "Prints a JSON array with an object for each issue.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public DiscardCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    return DeletionDeed.run(target.connection(systems), terminal, clock, json, issues, true);
  }
}
