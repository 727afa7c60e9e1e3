package dev.tracefold.local.issue;

import dev.tracefold.local.Systems;
import dev.tracefold.local.Terminal;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tracefold erase}: what must not be kept. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Erases what events say: one event, or everything of one user. This cannot be undone.",
      "Counts stay, and so does the title of an issue. A redelivery brings nothing back.",
      "Running it again completes what was cut short."
    })
public final class EraseCommand {

  private EraseCommand() {}

  /** The command with its two ways. */
  public static CommandLine line(Systems systems, Terminal terminal, Clock clock) {
    return new CommandLine(new EraseCommand())
        .addSubcommand(new EraseEventCommand(systems, terminal, clock))
        .addSubcommand(new EraseUserCommand(systems, terminal, clock));
  }
}
