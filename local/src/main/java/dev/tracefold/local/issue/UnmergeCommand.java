package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.operation.MergeResult;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tracefold unmerge}: what is another thing after all. */
@Command(
    name = "unmerge",
    mixinStandardHelpOptions = true,
    description = {
      "Gives a hash of an issue an issue of its own, with all events of that hash.",
      "Its payloads are read once to tell releases, environments and users; the old issue keeps"
          + " those that it had. Running it again completes what was cut short."
    })
public final class UnmergeCommand implements Callable<Integer> {

  /** Tells how far it is every so many events. */
  private static final int STEP = 1000;

  @Parameters(index = "0", paramLabel = "ISSUE", description = "The issue's id or short id.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "HASH",
      description = "One of its hashes, as 'tracefold issue --json' lists them.")
  private String hash = "";

  @Option(names = "--json", description = "Prints a JSON object: id, shortId.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;
  private long shown;

  public UnmergeCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (!hash.matches("[0-9a-f]{32}")) {
      terminal.complain(
          "found hash '%s', expected 32 hex digits as 'tracefold issue --json' lists them"
              .formatted(hash));
      return ExitCode.USAGE;
    }
    try (OperationStores stores = new OperationStores(target.connection(systems), clock)) {
      IssueReader reader = stores.reader();
      Optional<Issue> issue = reader.issue(name);
      if (issue.isEmpty()) {
        terminal.complain(IssueReader.unknown(name));
        return ExitCode.SOFTWARE;
      }
      return tell(
          stores.unmerging().unmerge(issue.get().id(), new Hash(hash), this::progress), reader);
    }
  }

  private void progress(long read) {
    if (read - shown >= STEP) {
      shown = read;
      terminal.step("read %d events".formatted(read));
    }
  }

  private int tell(MergeResult result, IssueReader reader) {
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
                    .toString()
                : "%s has the events of hash %s".formatted(shortId, hash));
        yield ExitCode.OK;
      }
    };
  }
}
