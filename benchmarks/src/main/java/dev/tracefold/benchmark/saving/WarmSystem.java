package dev.tracefold.benchmark.saving;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.CannedAws;
import dev.tracefold.aws.Item;
import dev.tracefold.benchmark.shape.ShapedEvents;
import dev.tracefold.embedded.EmbeddedAws;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.saveevents.SaveEventsHandler;
import dev.tracefold.saveevents.Settings;
import dev.tracefold.testing.LambdaTime;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The function with a batch of events whose issues are known, on canned answers: those that the
 * emulators gave after the batch was saved there once.
 */
final class WarmSystem {

  private static final long PROJECT = 1;

  private final SaveEventsHandler handler;
  private final SQSEvent batch;

  /**
   * Saves a batch on emulators, and remembers what is stored then.
   *
   * @param root the root of the checkout
   */
  WarmSystem(Path root, ShapedEvents events, ProjectOptions options) {
    batch = events.batch(Instant.now());
    Map<String, String> items = new HashMap<>();
    Map<String, String> environment;
    try (EmbeddedAws aws = EmbeddedAws.start()) {
      aws.endpoints().useInThisJvm();
      Template template = Template.read(root.resolve("template.yaml"), Map.of());
      Stack stack = Stack.create(aws.endpoints(), template, "canned");
      environment = stack.environment("SaveEventsFunction");
      try (DynamoDbClient dynamoDb = aws.endpoints().dynamoDbClient()) {
        new DynamoProjects(dynamoDb, stack.table("ProjectsTable"))
            .create(new Project(PROJECT, 1, "shop", "python", true, options));
        save(handler(environment, new AwsClients()), batch);
        for (String table : List.of("ProjectsTable", "IssuesTable")) {
          dynamoDb
              .scanPaginator(request -> request.tableName(stack.table(table)))
              .items()
              .forEach(item -> items.put(key(item), DynamoJson.of(item).toString()));
        }
      }
    }
    // From here on the real addresses, by HTTPS: what is signed and checked is as deployed.
    List.of("DynamoDb", "Sqs", "S3")
        .forEach(service -> System.clearProperty("aws.endpointUrl" + service));
    handler = handler(environment, new AwsClients(new CannedAws(items)));
    save();
  }

  /** Saves the batch. */
  SQSBatchResponse save() {
    return save(handler, batch);
  }

  private static SaveEventsHandler handler(Map<String, String> environment, AwsClients clients) {
    return new SaveEventsHandler(
        Settings.of(environment), clients, Clock.systemUTC(), new SecureRandom(), line -> {});
  }

  private static SQSBatchResponse save(SaveEventsHandler handler, SQSEvent batch) {
    SQSBatchResponse response =
        handler.handleRequest(batch, new LambdaTime(Duration.ofSeconds(60)));
    if (!response.getBatchItemFailures().isEmpty()) {
      throw new IllegalStateException(
          "%d events were handed back; nothing is measured"
              .formatted(response.getBatchItemFailures().size()));
    }
    return response;
  }

  private static String key(Map<String, AttributeValue> attributes) {
    Item item = Item.of(attributes);
    return CannedAws.key(item.pk(), item.sk());
  }
}
