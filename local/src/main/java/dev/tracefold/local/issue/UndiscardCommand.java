package dev.tracefold.local.issue;

import dev.tracefold.issue.operation.Tombstone;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.Project;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tracefold undiscard}: what is wanted again. */
@Command(
    name = "undiscard",
    mixinStandardHelpOptions = true,
    description = {
      "Ends the discarding of events: the next one makes a new issue.",
      "Running it again completes what was cut short."
    })
public final class UndiscardCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "As 'tracefold discarded' lists it.")
  private String id = "";

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public UndiscardCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try (OperationStores stores = new OperationStores(target.connection(systems), clock)) {
      if (stores.unfollowed(id).isPresent()) {
        terminal.complain(
            "issue %s is there still; 'tracefold discard' completes its deletion".formatted(id));
        return ExitCode.SOFTWARE;
      }
      for (Project project : stores.reader().projects()) {
        Optional<Tombstone> found =
            stores.deletions().tombstones(project.id()).stream()
                .filter(tombstone -> tombstone.id().equals(id))
                .findFirst();
        if (found.isPresent()) {
          stores.deletions().deleteTombstone(found.get());
          terminal.result(Terminal.safe("%s is discarded no more".formatted(found.get().title())));
          return ExitCode.OK;
        }
      }
    }
    terminal.complain("nothing of id '%s' is discarded; see 'tracefold discarded'".formatted(id));
    return ExitCode.SOFTWARE;
  }
}
