package dev.tracefold.local.project;

import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code tracefold create-key}: one more key of a project. */
@Command(
    name = "create-key",
    mixinStandardHelpOptions = true,
    description = "Makes one more key of a project and prints its DSN.")
public final class CreateKeyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PROJECT", description = "The project's id or slug.")
  private String project = "";

  @Option(names = "--json", description = "Prints a JSON object: project, id, publicKey, dsn.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public CreateKeyCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Connection connection = target.connection(systems);
    try (DynamoDbClient dynamoDb = connection.dynamoDb()) {
      var projects = new DynamoProjects(dynamoDb, connection.table("ProjectsTable"));
      Optional<Project> found = NamedProjects.find(projects.projects(), project);
      if (found.isEmpty()) {
        terminal.complain(NamedProjects.unknown(project));
        return ExitCode.SOFTWARE;
      }
      ProjectKey key = KeyCreation.create(projects, found.get().id(), KeyCreation.randomKey());
      terminal.result(
          json ? ProjectsCommand.json(connection, key).toString() : connection.dsn(key));
    }
    return ExitCode.OK;
  }
}
