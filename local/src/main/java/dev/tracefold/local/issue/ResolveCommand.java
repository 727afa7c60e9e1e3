package dev.tracefold.local.issue;

import dev.tracefold.issue.operation.StatusWish;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold resolve}: what is fixed. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description = {
      "Resolves issues: an event that comes later makes them unresolved again.",
      "With a release, only an event of that release or a newer one does.",
      "An event that was saved before never does. Running it again completes what was cut short."
    })
public final class ResolveCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "ISSUE",
      description = "Ids or short ids of issues, as DEMO-1.")
  private List<String> issues = new ArrayList<>();

  @ArgGroup private @Nullable InRelease inRelease;

  /** One or the other. */
  static final class InRelease {
    @Option(
        names = "--in-release",
        paramLabel = "VERSION",
        description = "In a release that exists; 'latest' is the project's newest.")
    private @Nullable String version;

    @Option(
        names = "--in-next-release",
        description = "In the release that comes next; it becomes the resolving one.")
    private boolean next;
  }

  @Option(names = "--json", description = "Prints a JSON array with an object for each issue.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public ResolveCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    return StatusDeed.run(target.connection(systems), terminal, clock, json, issues, wish());
  }

  private StatusWish wish() {
    if (inRelease == null) {
      return new StatusWish.Resolve();
    }
    return inRelease.next || inRelease.version == null
        ? new StatusWish.ResolveInNextRelease()
        : new StatusWish.ResolveInRelease(inRelease.version);
  }
}
