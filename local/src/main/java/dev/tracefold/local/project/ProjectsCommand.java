package dev.tracefold.local.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.saving.ItemKind;
import dev.tracefold.saving.dynamodb.DynamoFirstItems;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code tracefold projects}: the projects with their DSNs. */
@Command(
    name = "projects",
    mixinStandardHelpOptions = true,
    description = "Lists the projects with their DSNs, one for each key.")
public final class ProjectsCommand implements Callable<Integer> {

  @Option(
      names = "--json",
      description =
          "Prints a JSON array: id, slug, platform, enabled, options, when the first event and the "
              + "first transaction happened, and keys with their DSNs.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public ProjectsCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Connection connection = target.connection(systems);
    try (DynamoDbClient dynamoDb = connection.dynamoDb()) {
      var projects = new DynamoProjects(dynamoDb, connection.table("ProjectsTable"));
      var firstItems =
          new DynamoFirstItems(dynamoDb, connection.table("IssuesTable"), Clock.systemUTC());
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      List<List<String>> rows = new ArrayList<>();
      for (Project project : projects.projects()) {
        List<ProjectKey> keys = projects.keys(project.id());
        Map<ItemKind, Instant> first = firstItems.find(project.id());
        describe(list.addObject(), project, first, connection, keys);
        if (keys.isEmpty()) {
          rows.add(row(project, first, "(no key)"));
        }
        for (ProjectKey key : keys) {
          rows.add(row(project, first, connection.dsn(key) + (key.enabled() ? "" : " (disabled)")));
        }
      }
      if (json) {
        terminal.result(list.toString());
      } else if (rows.isEmpty()) {
        terminal.result("There are no projects; 'tracefold create-project SLUG' makes one.");
      } else {
        terminal.table(List.of("ID", "SLUG", "PLATFORM", "STATE", "FIRST EVENT", "DSN"), rows);
      }
    }
    return ExitCode.OK;
  }

  /** A key with its DSN. */
  static ObjectNode json(Connection connection, ProjectKey key) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("project", key.projectId())
        .put("id", key.id())
        .put("publicKey", key.publicKey())
        .put("dsn", connection.dsn(key));
  }

  private static void describe(
      ObjectNode node,
      Project project,
      Map<ItemKind, Instant> first,
      Connection connection,
      List<ProjectKey> keys) {
    node.put("id", project.id())
        .put("slug", project.slug())
        .put("platform", project.platform())
        .put("enabled", project.enabled())
        .put("firstEvent", text(first.get(ItemKind.EVENT)))
        .put("firstTransaction", text(first.get(ItemKind.TRANSACTION)))
        .set("options", project.options().toJson());
    ArrayNode list = node.putArray("keys");
    keys.forEach(key -> list.add(json(connection, key).put("enabled", key.enabled())));
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static List<String> row(Project project, Map<ItemKind, Instant> first, String dsn) {
    Instant event = first.get(ItemKind.EVENT);
    return List.of(
        Long.toString(project.id()),
        project.slug(),
        Terminal.safe(Objects.requireNonNullElse(project.platform(), "")),
        project.enabled() ? "enabled" : "disabled",
        event == null ? "none yet" : event.truncatedTo(ChronoUnit.SECONDS).toString(),
        dsn);
  }
}
