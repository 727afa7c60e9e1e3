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
import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.testing.CrashPoint;
import dev.tracefold.testing.LambdaTime;
import dev.tracefold.testing.memory.MemoryAws;
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
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One deployed stack, in emulators or in memory, with a clock that tests move and any number of
 * projects, each world enough for one run of a test.
 */
final class SavingWorld {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> PARAMETERS = Map.of("IssueStream", "on");
  private static final Template IN_MEMORY = TestStacks.template(PARAMETERS);

  final Stack stack;
  final SdkHttpClient http;
  private final PolicyGuard guard;
  final CrashPoint crashPoint = new CrashPoint();
  final DynamoDbClient dynamoDb;
  final SqsClient sqs;
  final S3Client s3;
  private final DynamoProjects projects;
  private final AtomicLong projectIds = new AtomicLong();
  private final AtomicReference<Instant> now;
  final Clock clock = new MovingClock();

  /** Lines of metrics that handlers printed. */
  final Queue<String> metrics = new ConcurrentLinkedQueue<>();

  /** One in emulators, or wherever {@link TestStacks} are. */
  SavingWorld() {
    // From the real time on, for the emulator deletes items that have expired by its own clock.
    this(
        TestStacks.create(PARAMETERS),
        UrlConnectionHttpClient.create(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private SavingWorld(Stack stack, SdkHttpClient http, Instant start) {
    this.stack = stack;
    this.http = http;
    this.guard = new PolicyGuard(stack, "SaveEventsFunction");
    this.now = new AtomicReference<>(start);
    AwsClients clients = new AwsClients(http);
    dynamoDb = clients.dynamoDb();
    sqs = clients.sqs();
    s3 = clients.s3();
    projects = new DynamoProjects(dynamoDb, stack.table("ProjectsTable"));
  }

  /** A new one in memory: for many runs, or calls in an order that a test decides. */
  static SavingWorld inMemory() {
    MemoryAws aws = new MemoryAws(IN_MEMORY);
    return new SavingWorld(aws.stack(), aws, Instant.parse("2027-03-04T05:06:07Z"));
  }

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
    return newHandler(seed, new AwsClients(http, guard, interceptor));
  }

  /** One that makes its calls through this client. */
  SaveEventsHandler newHandler(long seed, SdkHttpClient network) {
    return newHandler(seed, new AwsClients(network, guard));
  }

  private SaveEventsHandler newHandler(long seed, AwsClients clients) {
    return new SaveEventsHandler(
        Settings.of(stack.environment("SaveEventsFunction")),
        clients,
        clock,
        new Random(seed),
        metrics::add);
  }

  long newProject(ProjectOptions options) {
    long id = projectIds.incrementAndGet();
    projects.create(new Project(id, 1, "p" + id, "java", true, options));
    return id;
  }

  /** A project as functions read it. */
  Project project(long id) {
    return projects.find(id).orElseThrow();
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
      messages.forEach(message -> bodies.add(json(message.body())));
      sqs.deleteMessageBatch(
          request -> request.queueUrl(stack.queueUrl(queueId)).entries(entries(messages)));
    }
  }

  private static List<DeleteMessageBatchRequestEntry> entries(List<Message> messages) {
    return messages.stream()
        .map(
            message ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(message.messageId())
                    .receiptHandle(message.receiptHandle())
                    .build())
        .toList();
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
