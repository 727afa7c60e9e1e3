package dev.tracefold.local;

import dev.tracefold.embedded.EmbeddedAws;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.local.driver.Driver;
import dev.tracefold.local.driver.Pace;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The whole system in this JVM: emulators, the template's resources, a first project, functions.
 */
public final class LocalSystem implements AutoCloseable {
  /** Every resource's name starts with it. */
  public static final String PREFIX = "tracefold";

  private static final long PROJECT = 1;
  private static final long KEY = 1;
  private static final long ORGANIZATION = 1;

  private final EmbeddedAws aws;
  private final Driver driver;
  private final Connection connection;

  private LocalSystem(EmbeddedAws aws, Driver driver, Connection connection) {
    this.aws = aws;
    this.driver = driver;
    this.connection = connection;
  }

  /**
   * What can be chosen about a local system.
   *
   * @param bindAddress the IP address to listen on
   * @param port the port of the HTTP intake, 0 for a free one
   * @param data the folder that keeps the data, or {@code null} for memory
   * @param parameters the template's parameters that differ from their defaults
   */
  public record Options(
      String bindAddress,
      int port,
      @Nullable Path data,
      Pace pace,
      Map<String, String> parameters) {

    /** On the loopback address, in memory, in a hurry. */
    public static final Options DEFAULT = new Options("127.0.0.1", 0, null, Pace.BRISK, Map.of());

    public Options {
      Objects.requireNonNull(bindAddress, "bindAddress");
      Objects.requireNonNull(pace, "pace");
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * Starts a system and returns when it takes events.
   *
   * @param root the folder of template.yaml
   * @param progress told what is being done
   * @param failures told what fails
   * @param functionLog told what functions log
   */
  public static LocalSystem start(
      Path root,
      Options options,
      Consumer<String> progress,
      Consumer<String> failures,
      Consumer<String> functionLog) {
    var parameters = new LinkedHashMap<>(options.parameters());
    parameters.putIfAbsent("MetricDetail", "NONE"); // nothing here turns log lines into series
    Template template = Template.read(root.resolve("template.yaml"), parameters);
    progress.accept("Starting DynamoDB, SQS and S3 ...");
    EmbeddedAws aws = EmbeddedAws.start(options.bindAddress(), options.data());
    try {
      progress.accept("Creating tables, queues and the bucket ...");
      Stack stack = Stack.create(aws.endpoints(), template, PREFIX);
      String key = Objects.requireNonNull(template.parameters().get("FirstKey"), "FirstKey");
      createProject(stack, key);
      progress.accept("Starting the functions ...");
      Driver driver =
          Driver.start(
              stack, options.pace(), options.bindAddress(), options.port(), failures, functionLog);
      URI intake = driver.intakeUri();
      return new LocalSystem(
          aws,
          driver,
          new Connection(
              "http://%s@%s/%d".formatted(key, intake.getAuthority(), PROJECT),
              intake,
              aws.endpoints(),
              new LinkedHashMap<>(stack.queueUrls()),
              new LinkedHashMap<>(stack.tables()),
              stack.bucket(),
              Connection.retention(template.parameters())));
    } catch (RuntimeException e) {
      aws.close();
      throw e;
    }
  }

  /** The first project and its key; both stay as they are where they exist. */
  static void createProject(Stack stack, String key) {
    try (DynamoDbClient dynamoDb = stack.endpoints().dynamoDbClient()) {
      var projects = new DynamoProjects(dynamoDb, stack.table("ProjectsTable"));
      projects.create(new Project(PROJECT, ORGANIZATION, "demo", null, true, ProjectOptions.NONE));
      projects.create(new ProjectKey(KEY, key, PROJECT, true));
    }
  }

  public Connection connection() {
    return connection;
  }

  public Driver driver() {
    return driver;
  }

  /** Lets functions finish what they are at, then stops everything. */
  @Override
  public void close() {
    driver.close();
    aws.close();
  }
}
