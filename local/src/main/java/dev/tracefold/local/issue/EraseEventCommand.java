package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.erasure.Erased;
import dev.tracefold.erasure.ErasureProgress;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.project.NamedProjects;
import dev.tracefold.project.Project;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold erase event}. */
@Command(
    name = "event",
    mixinStandardHelpOptions = true,
    description = {
      "Erases events: payload, place in lists, tags' counts, attachments, the user's report.",
      "Where it has attachments, the records of all attachments are read to see which contents"
          + " other events have too; those stay."
    })
public final class EraseEventCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's id or slug.")
  private String project = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "EVENT",
      description = "Ids of events or transactions, 32 hex digits each.")
  private List<String> events = new ArrayList<>();

  @Option(names = "--json", description = "Prints a JSON array with an object for each event.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public EraseEventCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try (OperationStores stores = new OperationStores(target.connection(systems), clock)) {
      Optional<Project> found = stores.reader().project(project);
      if (found.isEmpty()) {
        terminal.complain(NamedProjects.unknown(project));
        return ExitCode.SOFTWARE;
      }
      ArrayNode results = JsonNodeFactory.instance.arrayNode();
      boolean all = true;
      for (String event : events) {
        all &= erase(stores, found.get(), event, results);
      }
      if (json) {
        terminal.result(results.toString());
      }
      return all ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private boolean erase(OperationStores stores, Project owner, String event, ArrayNode results) {
    String id = event.toLowerCase(Locale.ROOT).replace("-", "");
    Optional<Erased> erased = stores.erasure().eraseEvent(owner.id(), id, ErasureProgress.SILENT);
    results
        .addObject()
        .put("event", id)
        .put("erased", erased.isPresent())
        .put("attachments", erased.map(Erased::attachments).orElse(0L));
    if (erased.isEmpty()) {
      terminal.complain(
          "project %s has no event '%s'; expected 32 hex digits as 'tracefold issue --json' lists"
                  .formatted(owner.slug(), event)
              + " them");
    } else if (!json) {
      terminal.result("%s is erased with %d attachments".formatted(id, erased.get().attachments()));
    }
    return erased.isPresent();
  }
}
