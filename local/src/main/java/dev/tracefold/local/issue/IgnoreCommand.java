package dev.tracefold.local.issue;

import dev.tracefold.issue.operation.IgnoreConditions;
import dev.tracefold.issue.operation.StatusWish;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold ignore}: what nobody wants to hear of for now. */
@Command(
    name = "ignore",
    mixinStandardHelpOptions = true,
    description = {
      "Ignores issues: for good, or until the first of the conditions is met.",
      "Conditions are looked at when an event comes. Events are counted all the while."
    },
    footer = {
      "",
      "For example:",
      "  tracefold ignore DEMO-1",
      "  tracefold ignore DEMO-1 DEMO-2 --for PT12H",
      "  tracefold ignore DEMO-1 --count 100 --window 60"
    })
public final class IgnoreCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "ISSUE",
      description = "Ids or short ids of issues, as DEMO-1.")
  private List<String> issues = new ArrayList<>();

  @ArgGroup private @Nullable End end;

  /** One or the other. */
  static final class End {
    @Option(
        names = "--until",
        paramLabel = "TIME",
        description = "Until this time, as 2026-12-24T18:00:00Z.")
    private @Nullable Instant until;

    @Option(
        names = "--for",
        paramLabel = "DURATION",
        description = "For this long from now, as PT30M, PT12H or P7D.")
    private @Nullable Duration duration;
  }

  @Option(names = "--count", paramLabel = "N", description = "Until so many events more.")
  private @Nullable Long count;

  @Option(names = "--users", paramLabel = "N", description = "Until so many users more.")
  private @Nullable Long users;

  @Option(
      names = "--window",
      paramLabel = "MINUTES",
      description = "With --count or --users: only if they come within this time, 1 to 10080.")
  private @Nullable Long window;

  @Option(names = "--json", description = "Prints a JSON array with an object for each issue.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public IgnoreCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    IgnoreConditions conditions;
    try {
      conditions = conditions();
    } catch (IllegalArgumentException e) {
      terminal.complain("tracefold ignore: " + e.getMessage());
      return ExitCode.USAGE;
    }
    return StatusDeed.run(
        target.connection(systems),
        terminal,
        clock,
        json,
        issues,
        new StatusWish.Ignore(conditions));
  }

  private IgnoreConditions conditions() {
    if (window != null && count == null && users == null) {
      throw new IllegalArgumentException("found --window, expected --count or --users with it");
    }
    @Nullable Duration within = window == null ? null : Duration.ofMinutes(window);
    return new IgnoreConditions(
        until(), count, count == null ? null : within, users, users == null ? null : within);
  }

  private @Nullable Instant until() {
    if (end == null) {
      return null;
    }
    return end.duration == null ? end.until : clock.instant().plus(end.duration);
  }
}
