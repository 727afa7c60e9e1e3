package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.issue.operation.Tombstone;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.Project;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tracefold discarded}: the issues whose future events are discarded. */
@Command(
    name = "discarded",
    mixinStandardHelpOptions = true,
    description = "Lists what 'tracefold discard' left: issues whose events are discarded.")
public final class DiscardedCommand implements Callable<Integer> {

  private static final int TITLE_COLUMNS_MAX = 60;

  @Option(names = "--json", description = "Prints a JSON array with an object for each.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public DiscardedCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try (OperationStores stores = new OperationStores(target.connection(systems), clock)) {
      List<List<String>> rows = new ArrayList<>();
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (Project project : stores.reader().projects()) {
        for (Tombstone tombstone : stores.deletions().tombstones(project.id())) {
          rows.add(
              List.of(
                  tombstone.id(),
                  project.slug(),
                  Terminal.cut(Terminal.safe(tombstone.title()), TITLE_COLUMNS_MAX),
                  IssueTable.time(tombstone.discarded())));
          list.addObject()
              .put("id", tombstone.id())
              .put("project", project.id())
              .put("projectSlug", project.slug())
              .put("title", tombstone.title())
              .put("culprit", tombstone.culprit())
              .put("level", IssueNaming.level(tombstone.level()))
              .put("discarded", tombstone.discarded().toString());
        }
      }
      if (json) {
        terminal.result(list.toString());
      } else if (rows.isEmpty()) {
        terminal.result("Nothing is discarded.");
      } else {
        terminal.table(List.of("ID", "PROJECT", "TITLE", "SINCE (UTC)"), rows);
      }
    }
    return ExitCode.OK;
  }
}
