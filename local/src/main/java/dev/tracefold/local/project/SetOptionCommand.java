package dev.tracefold.local.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.project.CachedProjects;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code tracefold set-option}: what a project, or the whole deployment, asks of saving. */
@Command(
    name = "set-option",
    mixinStandardHelpOptions = true,
    description = {
      "Sets an option of a project, or of the deployment, after checking it; lists the options "
          + "without a name.",
      "Functions see a change within a minute."
    },
    footer = {
      "",
      "For example:",
      "  tracefold set-option 1 filters:web-crawlers true",
      "  tracefold set-option 1 tracefold:rate_limit '{\"count\": 1000, \"window\": 60}'",
      "  tracefold set-option 1 sentry:grouping_enhancements --file rules.txt",
      "  tracefold set-option deployment store.load-shed-save-event-projects \\",
      "      '[{\"project_id\": 1, \"event_type\": \"transaction\", \"platform\": null}]'"
    })
public final class SetOptionCommand implements Callable<Integer> {

  /** What is shown of a value in the list. */
  private static final int SHOWN_LENGTH_MAX = 60;

  /** Stands for the deployment where an id would be; no project's id looks like it. */
  private static final String DEPLOYMENT = "deployment";

  @Parameters(
      index = "0",
      paramLabel = "PROJECT",
      description = "The project's id or slug, or '" + DEPLOYMENT + "' for the options of all.")
  private String owner = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Of the option.")
  private @Nullable String name;

  @Parameters(index = "2", arity = "0..1", paramLabel = "VALUE", description = "To be set.")
  private @Nullable String value;

  @Option(names = "--file", paramLabel = "FILE", description = "Takes the value from a file.")
  private @Nullable Path file;

  @Option(names = "--unset", description = "Goes back to the default.")
  private boolean unset;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public SetOptionCommand(Systems systems, Terminal terminal) {
    this.systems = Objects.requireNonNull(systems, "systems");
    this.terminal = Objects.requireNonNull(terminal, "terminal");
  }

  /** Whose options are set: what they are, which there may be, and how they are stored. */
  private record Owner(
      String name,
      ProjectOptions options,
      List<? extends Settable> settable,
      Consumer<ProjectOptions> store) {}

  @Override
  public Integer call() throws IOException {
    Connection connection = target.connection(systems);
    try (DynamoDbClient dynamoDb = connection.dynamoDb()) {
      var projects = new DynamoProjects(dynamoDb, connection.table("ProjectsTable"));
      Optional<Owner> found = owner(projects);
      if (found.isEmpty()) {
        return failed(
            "there is no project %s; 'tracefold projects' lists those there are, and '%s' stands for all"
                .formatted(Terminal.safe(owner), DEPLOYMENT));
      }
      if (name == null) {
        list(found.get());
        return ExitCode.OK;
      }
      return set(found.get(), name);
    }
  }

  private Optional<Owner> owner(DynamoProjects projects) {
    if (owner.equals(DEPLOYMENT)) {
      return Optional.of(
          new Owner(
              "the deployment",
              projects.deploymentOptions(),
              List.of(DeploymentOption.values()),
              projects::setDeploymentOptions));
    }
    return NamedProjects.find(projects.projects(), owner)
        .map(
            project ->
                new Owner(
                    "project " + project.id(),
                    project.options(),
                    List.of(ProjectOption.values()),
                    options -> projects.update(project.withOptions(options))));
  }

  private int set(Owner of, String optionName) throws IOException {
    Optional<Settable> option = Settable.find(of.settable(), optionName);
    if (option.isEmpty()) {
      return failed(
          "%s has no option '%s', expected one of %s"
              .formatted(
                  of.name(),
                  Terminal.safe(optionName),
                  of.settable().stream()
                      .map(Settable::wireName)
                      .collect(Collectors.joining(", "))));
    }
    int given = (value == null ? 0 : 1) + (file == null ? 0 : 1) + (unset ? 1 : 0);
    if (given != 1) {
      return failed("expected one of a value, --file and --unset, found %d".formatted(given));
    }
    JsonNode read;
    try {
      read = unset ? null : option.get().read(text());
    } catch (RefusedValue e) {
      return failed(optionName + ": " + Terminal.safe(e.getMessage()));
    }
    of.store().accept(of.options().with(optionName, read));
    terminal.result(
        "%s of %s is %s; functions see it within %d s"
            .formatted(
                optionName,
                of.name(),
                read == null ? "unset" : Terminal.cut(read.toString(), SHOWN_LENGTH_MAX),
                CachedProjects.AGE_MAX.toSeconds()));
    return ExitCode.OK;
  }

  private String text() throws IOException {
    return file == null ? Objects.requireNonNullElse(value, "") : Files.readString(file);
  }

  private void list(Owner of) {
    List<List<String>> rows = new ArrayList<>();
    for (Settable option : of.settable()) {
      String set =
          of.options()
              .json(option.wireName())
              .map(JsonNode::toString)
              .map(Terminal::safe)
              .map(text -> Terminal.cut(text, SHOWN_LENGTH_MAX))
              .orElse("-");
      rows.add(List.of(option.wireName(), set, option.description()));
    }
    terminal.table(List.of("OPTION", "VALUE", "WHAT IT SAYS"), rows);
  }

  private int failed(String message) {
    terminal.complain(message);
    return ExitCode.SOFTWARE;
  }
}
