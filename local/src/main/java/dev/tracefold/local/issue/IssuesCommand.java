package dev.tracefold.local.issue;

import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.query.IssueList;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.project.NamedProjects;
import dev.tracefold.project.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code tracefold issues}: the issues that were seen latest. */
@Command(
    name = "issues",
    mixinStandardHelpOptions = true,
    description = "Lists the issues, the latest seen first.")
public final class IssuesCommand implements Callable<Integer> {

  /** What a list can be asked for; the other states last for moments. */
  enum Status {
    unresolved(IssueStatus.UNRESOLVED),
    resolved(IssueStatus.RESOLVED),
    ignored(IssueStatus.IGNORED);

    private final IssueStatus stored;

    Status(IssueStatus stored) {
      this.stored = stored;
    }
  }

  @Option(
      names = "--project",
      paramLabel = "PROJECT",
      description = "Only of this project, by id or slug.")
  private @Nullable String project;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only of this status: ${COMPLETION-CANDIDATES}.")
  private @Nullable Status status;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Prints a JSON array with an object for each issue.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public IssuesCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > IssueQueries.LIST_MAX) {
      terminal.complain(
          "found --limit %d; expected 1 to %d".formatted(limit, IssueQueries.LIST_MAX));
      return ExitCode.USAGE;
    }
    Connection connection = target.connection(systems);
    try (DynamoDbClient dynamoDb = connection.dynamoDb()) {
      IssueReader reader = new IssueReader(dynamoDb, connection);
      List<Project> projects = reader.projects();
      if (project != null) {
        Optional<Project> chosen = reader.project(project);
        if (chosen.isEmpty()) {
          terminal.complain(NamedProjects.unknown(project));
          return ExitCode.SOFTWARE;
        }
        projects = List.of(chosen.get());
      }
      print(list(reader.queries(), projects), reader, terminal, json);
    }
    return ExitCode.OK;
  }

  private IssueList list(IssueQueries queries, List<Project> projects) {
    Set<IssueStatus> statuses = EnumSet.noneOf(IssueStatus.class);
    for (Status one : Status.values()) {
      if (status == null || status == one) {
        statuses.add(one.stored);
      }
    }
    return list(queries, projects, statuses, limit);
  }

  /** The latest issues of several projects. */
  private static IssueList list(
      IssueQueries queries, List<Project> projects, Set<IssueStatus> statuses, int limit) {
    List<IssueSummary> all = new ArrayList<>();
    boolean complete = true;
    for (Project one : projects) {
      IssueList list = queries.list(one.id(), statuses, limit);
      all.addAll(list.issues());
      complete &= list.complete();
    }
    all.sort(Comparator.comparing((IssueSummary summary) -> summary.issue().lastSeen()).reversed());
    return all.size() <= limit
        ? new IssueList(all, complete)
        : new IssueList(all.subList(0, limit), false);
  }

  /**
   * Prints every issue of a system, up to {@link IssueQueries#LIST_MAX} of them.
   *
   * @param json for programs, else for people
   */
  public static void printAll(Connection connection, Terminal terminal, boolean json) {
    try (DynamoDbClient dynamoDb = connection.dynamoDb()) {
      IssueReader reader = new IssueReader(dynamoDb, connection);
      Set<IssueStatus> any = EnumSet.allOf(IssueStatus.class);
      print(
          list(reader.queries(), reader.projects(), any, IssueQueries.LIST_MAX),
          reader,
          terminal,
          json);
    }
  }

  private static void print(IssueList list, IssueReader reader, Terminal terminal, boolean json) {
    if (json) {
      terminal.result(IssueTable.json(list.issues(), reader).toString());
    } else if (list.issues().isEmpty()) {
      terminal.result("There are no such issues.");
    } else {
      terminal.table(IssueTable.HEADING, IssueTable.rows(list.issues(), reader));
      if (!list.complete()) {
        terminal.step("There are more; --limit shows them.");
      }
    }
  }
}
