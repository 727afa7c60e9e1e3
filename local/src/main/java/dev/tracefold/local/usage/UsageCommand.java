package dev.tracefold.local.usage;

import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.local.project.NamedProjects;
import dev.tracefold.project.Project;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.usage.UsageRow;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code tracefold usage}: how much came in and what became of it. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description = "Shows how many items came in and what became of them, by day (UTC).")
public final class UsageCommand implements Callable<Integer> {

  /** Longer than any data is kept. */
  private static final int DAYS_MAX = 3660;

  @Option(
      names = "--project",
      paramLabel = "PROJECT",
      description = "Only of this project, by id or slug.")
  private @Nullable String project;

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description = "The first day, as 2026-11-01, or how many days back, as 7d (default: 7d).",
      defaultValue = "7d")
  private String since = "7d";

  @Option(names = "--json", description = "Prints the counters as a JSON array, by hour.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public UsageCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    LocalDate from = firstDay(since, today);
    if (from == null) {
      terminal.complain(
          "found --since '%s'; expected a day as %s or a number of days up to %d as 7d"
              .formatted(since, today, DAYS_MAX));
      return ExitCode.USAGE;
    }
    Connection connection = target.connection(systems);
    try (DynamoDbClient dynamoDb = connection.dynamoDb()) {
      DynamoUsageCounters counters =
          new DynamoUsageCounters(
              dynamoDb, connection.table("UsageTable"), Clock.systemUTC(), Duration.ofDays(1));
      List<Project> projects =
          new DynamoProjects(dynamoDb, connection.table("ProjectsTable")).projects();
      if (project != null) {
        projects = NamedProjects.find(projects, project).stream().toList();
        if (projects.isEmpty()) {
          terminal.complain(NamedProjects.unknown(project));
          return ExitCode.SOFTWARE;
        }
      }
      List<UsageRow> rows = new ArrayList<>();
      for (Project one : projects) {
        // Items may be stamped by clocks that are ahead.
        rows.addAll(counters.read(one.id(), from, today.plusDays(1)));
      }
      print(rows, from, today);
    }
    return ExitCode.OK;
  }

  private void print(List<UsageRow> rows, LocalDate from, LocalDate today) {
    if (json) {
      terminal.result(UsageReport.json(rows));
    } else if (rows.isEmpty()) {
      terminal.result("Nothing came in since " + from + ".");
    } else {
      terminal.table(UsageReport.HEADING, UsageReport.table(rows));
      terminal.result("");
      UsageReport.chart(rows, from, today).forEach(terminal::result);
    }
  }

  /** Null if the text says no day. */
  static @Nullable LocalDate firstDay(String since, LocalDate today) {
    try {
      if (since.endsWith("d")) {
        int days = Integer.parseInt(since.substring(0, since.length() - 1));
        return days < 0 || days > DAYS_MAX ? null : today.minusDays(days);
      }
      LocalDate day = LocalDate.parse(since);
      return day.isBefore(today.minusDays(DAYS_MAX)) || day.isAfter(today) ? null : day;
    } catch (NumberFormatException | DateTimeParseException e) {
      return null;
    }
  }
}
