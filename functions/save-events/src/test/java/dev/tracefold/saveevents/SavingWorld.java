package dev.tracefold.saveevents;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.Item;
import dev.tracefold.embedded.PolicyGuard;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.testing.CrashPoint;
import dev.tracefold.testing.LambdaTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One deployed stack in emulators, with a clock that tests move and any number of projects, each
 * world enough for one run of a test.
 */
final class SavingWorld {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicLong PROJECT_IDS = new AtomicLong(100);

  final Stack stack = TestStacks.create(Map.of("IssueStream", "on"));
  final CrashPoint crashPoint = new CrashPoint();
  private final AwsClients readers = new AwsClients();
  final DynamoDbClient dynamoDb = readers.dynamoDb();
  final SqsClient sqs = readers.sqs();
  private final DynamoProjects projects =
      new DynamoProjects(dynamoDb, stack.table("ProjectsTable"));
  // From the real time on, for the emulator deletes items that have expired by its own clock.
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  final Clock clock = new MovingClock();

  /** Lines of metrics that handlers printed. */
  final Queue<String> metrics = new ConcurrentLinkedQueue<>();

  /**
   * A function instance with caches of its own.
   *
   * @param seed of what it draws: two instances of one seed would draw the same attempt ids
   */
  SaveEventsHandler newHandler(long seed) {
    return newHandler(seed, crashPoint);
  }

  /** One whose calls somebody else watches. */
  SaveEventsHandler newHandler(long seed, ExecutionInterceptor interceptor) {
    return new SaveEventsHandler(
        Settings.of(stack.environment("SaveEventsFunction")),
        new AwsClients(new PolicyGuard(stack, "SaveEventsFunction"), interceptor),
        clock,
        new Random(seed),
        metrics::add);
  }

  long newProject(ProjectOptions options) {
    long id = PROJECT_IDS.incrementAndGet();
    projects.create(new Project(id, 1, "p" + id, "java", true, options));
    return id;
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  Instant now() {
    return now.get();
  }

  /** Invokes a function with these messages; the ids that it hands back. */
  static Set<String> deliver(SaveEventsHandler handler, List<SQSMessage> messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(messages);
    return handler
        .handleRequest(event, new LambdaTime(Duration.ofSeconds(60)))
        .getBatchItemFailures()
        .stream()
        .map(BatchItemFailure::getItemIdentifier)
        .collect(Collectors.toSet());
  }

  static SQSMessage message(String id, String body, int deliveries) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(deliveries)));
    return message;
  }

  /** All items of a table whose partition key has this prefix. */
  List<Item> items(String tableId, String prefix) {
    return dynamoDb
        .scanPaginator(
            request ->
                request
                    .tableName(stack.table(tableId))
                    .consistentRead(true)
                    .filterExpression("begins_with(pk, :prefix)")
                    .expressionAttributeValues(Item.values(":prefix", prefix)))
        .items()
        .stream()
        .map(Item::of)
        .toList();
  }

  /** Takes every message off a queue. */
  List<JsonNode> drain(String queueId) {
    List<JsonNode> bodies = new ArrayList<>();
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(
                  request -> request.queueUrl(stack.queueUrl(queueId)).maxNumberOfMessages(10))
              .messages();
      if (messages.isEmpty()) {
        return bodies;
      }
      for (Message message : messages) {
        bodies.add(json(message.body()));
        sqs.deleteMessage(
            request ->
                request.queueUrl(stack.queueUrl(queueId)).receiptHandle(message.receiptHandle()));
      }
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }

  /** Sums of an attribute by a key of the items. */
  static Map<String, Long> sums(List<Item> items, Function<Item, String> key, String attribute) {
    Map<String, Long> sums = new TreeMap<>();
    items.forEach(
        item -> sums.merge(key.apply(item), item.optionalNumber(attribute).orElse(0), Long::sum));
    return new HashMap<>(sums);
  }

  private final class MovingClock extends Clock {
    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
