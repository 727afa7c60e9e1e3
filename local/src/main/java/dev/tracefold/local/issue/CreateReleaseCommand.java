package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.intake.NameRules;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.project.NamedProjects;
import dev.tracefold.project.Project;
import dev.tracefold.release.DatedRelease;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold create-release}: a release before its first event. */
@Command(
    name = "create-release",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a release of a project before its first event comes; events make theirs themselves.",
      "Issues that were resolved in the next release are resolved in it, if it is newer.",
      "Running it again completes what was cut short."
    })
public final class CreateReleaseCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's id or slug.")
  private String project = "";

  @Parameters(
      index = "1",
      paramLabel = "VERSION",
      description = "Its name, as backend@1.4.0: 1 to 200 characters.")
  private String version = "";

  @Option(
      names = "--date",
      paramLabel = "TIME",
      description = "When it counts as made, as 2026-11-24T18:00:00Z (default: now).")
  private @Nullable Instant date;

  @Option(names = "--json", description = "Prints a JSON object: version, added, created.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public CreateReleaseCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (!NameRules.isRelease(version)) {
      terminal.complain(
          "found version '%s', expected 1 to %d characters without slashes, line breaks and spaces"
                  .formatted(version, NameRules.RELEASE_LENGTH_MAX)
              + " at the ends, and not 'latest'");
      return ExitCode.USAGE;
    }
    try (OperationStores stores = new OperationStores(target.connection(systems), clock)) {
      Optional<Project> found = stores.reader().project(project);
      if (found.isEmpty()) {
        terminal.complain(NamedProjects.unknown(project));
        return ExitCode.SOFTWARE;
      }
      Instant added = Objects.requireNonNullElseGet(date, clock::instant);
      boolean existed = stores.releases().find(found.get(), version).isPresent();
      DatedRelease release =
          stores.releases().ensure(found.get(), version, added.truncatedTo(ChronoUnit.MILLIS));
      tell(release, !existed);
    }
    return ExitCode.OK;
  }

  private void tell(DatedRelease release, boolean created) {
    if (json) {
      terminal.result(
          JsonNodeFactory.instance
              .objectNode()
              .put("version", release.version())
              .put("added", release.added().toString())
              .put("created", created)
              .toString());
      return;
    }
    terminal.result(
        created
            ? "Release %s is made.".formatted(release.version())
            : "Release %s has been there since %s.".formatted(release.version(), release.added()));
  }
}
