package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.project.NamedProjects;
import dev.tracefold.project.Project;
import dev.tracefold.release.ReleaseSummary;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold releases}: the releases of a project. */
@Command(
    name = "releases",
    mixinStandardHelpOptions = true,
    description = "Lists the releases of a project, the newest first.")
public final class ReleasesCommand implements Callable<Integer> {

  private static final int LIMIT_MAX = 1000;
  private static final int VERSION_COLUMNS_MAX = 60;

  @Parameters(paramLabel = "PROJECT", description = "The project's id or slug.")
  private String project = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Prints a JSON array with an object for each release.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public ReleasesCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > LIMIT_MAX) {
      terminal.complain("found --limit %d; expected 1 to %d".formatted(limit, LIMIT_MAX));
      return ExitCode.USAGE;
    }
    try (OperationStores stores = new OperationStores(target.connection(systems), clock)) {
      Optional<Project> found = stores.reader().project(project);
      if (found.isEmpty()) {
        terminal.complain(NamedProjects.unknown(project));
        return ExitCode.SOFTWARE;
      }
      print(stores.releaseQueries().list(found.get().id(), limit));
    }
    return ExitCode.OK;
  }

  private void print(List<ReleaseSummary> releases) {
    if (json) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      releases.forEach(release -> list.add(json(release)));
      terminal.result(list.toString());
    } else if (releases.isEmpty()) {
      terminal.result("There are no releases.");
    } else {
      terminal.table(
          List.of("VERSION", "MADE (UTC)", "NEW ISSUES", "LAST SEEN (UTC)", "ENVIRONMENTS"),
          releases.stream().map(ReleasesCommand::row).toList());
    }
  }

  private static List<String> row(ReleaseSummary summary) {
    return List.of(
        Terminal.cut(Terminal.safe(summary.release().version()), VERSION_COLUMNS_MAX),
        IssueTable.time(summary.release().added()),
        Long.toString(summary.newIssues()),
        summary.lastSeen() == null ? "-" : IssueTable.time(summary.lastSeen()),
        Terminal.safe(
            String.join(
                ", ",
                summary.environments().stream()
                    .map(name -> name.isEmpty() ? "(none)" : name)
                    .toList())));
  }

  private static ObjectNode json(ReleaseSummary summary) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", summary.release().version())
            .put("added", summary.release().added().toString())
            .put("newIssues", summary.newIssues())
            .put("firstSeen", text(summary.firstSeen()))
            .put("lastSeen", text(summary.lastSeen()));
    ArrayNode environments = json.putArray("environments");
    summary.environments().forEach(environments::add);
    return json;
  }

  private static @Nullable String text(@Nullable Instant when) {
    return when == null ? null : when.toString();
  }
}
