package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.operation.MergeResult;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold merge}: what is one thing after all. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Merges issues into the first one, or into the one that --into names.",
      "Their events, past and future, are its own from then on; no count changes.",
      "Running it again completes what was cut short; 'tracefold unmerge' takes a hash out again."
    })
public final class MergeCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "ISSUE",
      description = "Ids or short ids of issues of one project, as DEMO-1 DEMO-2.")
  private List<String> issues = new ArrayList<>();

  @Option(
      names = "--into",
      paramLabel = "ISSUE",
      description = "The issue that the others become a part of (default: the first).")
  private @Nullable String into;

  @Option(names = "--json", description = "Prints a JSON object: id, shortId, changed.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public MergeCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    try (OperationStores stores = new OperationStores(target.connection(systems), clock)) {
      IssueReader reader = stores.reader();
      List<String> names = new ArrayList<>(issues);
      String first = into == null ? names.removeFirst() : into;
      Optional<IssueId> targetId = reader.unfollowed(first);
      if (targetId.isEmpty()) {
        terminal.complain(IssueReader.unknown(first));
        return ExitCode.SOFTWARE;
      }
      Set<IssueId> from = new LinkedHashSet<>();
      for (String name : names) {
        Optional<IssueId> id = reader.unfollowed(name);
        if (id.isEmpty()) {
          terminal.complain(IssueReader.unknown(name));
          return ExitCode.SOFTWARE;
        }
        from.add(id.get());
      }
      return tell(stores.merging().merge(targetId.get(), from), reader, String.join(", ", names));
    }
  }

  private int tell(MergeResult result, IssueReader reader, String merged) {
    return switch (result) {
      case MergeResult.Refused refused -> {
        terminal.complain(refused.why());
        yield ExitCode.SOFTWARE;
      }
      case MergeResult.Done done -> {
        String shortId = reader.shortId(done.issue()).toString();
        terminal.result(
            json
                ? JsonNodeFactory.instance
                    .objectNode()
                    .put("id", done.issue().id().value())
                    .put("shortId", shortId)
                    .put("changed", done.changed())
                    .toString()
                : Terminal.safe(
                    done.changed()
                        ? "%s has the events of %s".formatted(shortId, merged)
                        : "%s had the events of %s already".formatted(shortId, merged)));
        yield ExitCode.OK;
      }
    };
  }
}
