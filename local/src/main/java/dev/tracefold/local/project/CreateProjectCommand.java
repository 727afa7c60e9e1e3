package dev.tracefold.local.project;

import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectAdministration;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code tracefold create-project}: a project with its first key. */
@Command(
    name = "create-project",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a project with its first key and prints its DSN.",
      "The first project of a system is the one that the system's own DSN names."
    })
public final class CreateProjectCommand implements Callable<Integer> {

  private static final long ORGANIZATION = 1;

  @Parameters(
      paramLabel = "SLUG",
      description = "Its name, 1 to 50 characters of a-z, 0-9, - and _: short ids begin with it.")
  private String slug = "";

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      description = "What the project is written in, such as java or python.")
  private @Nullable String platform;

  @Option(names = "--json", description = "Prints a JSON object: project, id, publicKey, dsn.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public CreateProjectCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Connection connection = target.connection(systems);
    try (DynamoDbClient dynamoDb = connection.dynamoDb()) {
      var projects = new DynamoProjects(dynamoDb, connection.table("ProjectsTable"));
      for (Project project : projects.projects()) {
        if (project.slug().equals(slug)) {
          terminal.complain(
              "project %d has the slug '%s' already; choose another one"
                  .formatted(project.id(), slug));
          return ExitCode.SOFTWARE;
        }
      }
      Project project = create(projects);
      ProjectKey key = KeyCreation.create(projects, project.id(), publicKey(connection, project));
      if (json) {
        terminal.result(ProjectsCommand.json(connection, key).toString());
      } else {
        terminal.result("Project %d, %s. Its DSN:".formatted(project.id(), project.slug()));
        terminal.result(connection.dsn(key));
      }
    }
    return ExitCode.OK;
  }

  /** Under the next free id; another operator may have taken one meanwhile. */
  private Project create(ProjectAdministration projects) {
    for (long id = projects.projects().size() + 1L; ; id++) {
      var project = new Project(id, ORGANIZATION, slug, platform, true, ProjectOptions.NONE);
      if (projects.create(project)) {
        return project;
      }
    }
  }

  /** What a deployed stack prints as its DSN becomes true with its first project. */
  private static String publicKey(Connection connection, Project project) {
    URI dsn = URI.create(connection.dsn());
    return dsn.getPath().equals("/" + project.id()) ? dsn.getUserInfo() : KeyCreation.randomKey();
  }
}
