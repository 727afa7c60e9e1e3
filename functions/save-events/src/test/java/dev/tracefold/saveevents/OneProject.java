package dev.tracefold.saveevents;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import dev.tracefold.issue.dynamodb.IssueItem;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.rejection.RejectedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** A project whose queue messages a test writes by hand, saved by the real function. */
final class OneProject {

  static final SavingWorld WORLD = new SavingWorld();

  final long id;
  final IssueQueries queries =
      new DynamoIssueQueries(
          WORLD.dynamoDb, WORLD.stack.table("IssuesTable"), WORLD.stack.table("EventsTable"));

  OneProject() {
    this(ProjectOptions.NONE);
  }

  OneProject(ProjectOptions options) {
    WORLD.crashPoint.disarm();
    id = WORLD.newProject(options);
  }

  /** What a function said of one batch: the messages it handed back, and those it sent. */
  record Told(
      Set<String> retried,
      List<JsonNode> outcomes,
      List<JsonNode> stream,
      List<JsonNode> jobs,
      List<JsonNode> rejected) {

    /** Of each outcome its category, code, reason and quantity. */
    List<String> fates() {
      return outcomes.stream()
          .map(
              o ->
                  "%d: %d %s %d"
                      .formatted(
                          o.path("category").asInt(),
                          o.path("outcome").asInt(),
                          o.path("reason").asText("-"),
                          o.path("quantity").asLong()))
          .toList();
    }
  }

  /** A message with an event of now and a text; the caller completes both. */
  ObjectNode event(String text) {
    ObjectNode message = message("event");
    payload(message).put("platform", "other").put("message", text);
    return message;
  }

  /** A message with a transaction of now. */
  ObjectNode transaction(String name) {
    ObjectNode message = message("transaction");
    payload(message).put("platform", "other").put("type", "transaction").put("transaction", name);
    return message;
  }

  /** A message whose payload has nothing but an id and a time. */
  ObjectNode message(String type) {
    byte[] bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    String eventId = HexFormat.of().formatHex(bytes);
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("type", type).put("project_id", id).put("key_id", 7).put("event_id", eventId);
    message.put("start_time", WORLD.now().getEpochSecond());
    ObjectNode payload = message.putObject("payload");
    payload.put("event_id", eventId).put("timestamp", WORLD.now().getEpochSecond());
    return message;
  }

  static ObjectNode payload(ObjectNode message) {
    return message.withObject("/payload");
  }

  /** The same, happening so many seconds later than now. */
  static ObjectNode later(ObjectNode message, long seconds) {
    payload(message).put("timestamp", WORLD.now().getEpochSecond() + seconds);
    return message;
  }

  static String id(ObjectNode message) {
    return message.path("event_id").asText();
  }

  Told save(ObjectNode... messages) {
    return deliver(
        WORLD.crashPoint, 1, List.of(messages).stream().map(ObjectNode::toString).toList());
  }

  /** Delivers a batch to a function of its own whose calls somebody watches. */
  Told deliver(ExecutionInterceptor watcher, int deliveries, List<String> bodies) {
    List<SQSMessage> messages = new ArrayList<>();
    for (String body : bodies) {
      messages.add(SavingWorld.message("m" + messages.size(), body, deliveries));
    }
    return deliver(watcher, messages);
  }

  /** Delivers a body that an operator sent back. */
  Told deliverAgain(String body, int reacceptances) {
    SQSMessage message = SavingWorld.message("again", body, 1);
    MessageAttribute number = new MessageAttribute();
    number.setDataType("String");
    number.setStringValue(Integer.toString(reacceptances));
    message.setMessageAttributes(Map.of(RejectedMessage.REACCEPTANCES_ATTRIBUTE, number));
    return deliver(WORLD.crashPoint, List.of(message));
  }

  private static Told deliver(ExecutionInterceptor watcher, List<SQSMessage> messages) {
    long seed = ThreadLocalRandom.current().nextLong();
    Set<String> retried = SavingWorld.deliver(WORLD.newHandler(seed, watcher), messages);
    return new Told(
        retried,
        WORLD.drain("OutcomesQueue"),
        WORLD.drain("IssueStreamQueue"),
        WORLD.drain("AttachmentsQueue"),
        WORLD.drain("RejectedQueue"));
  }

  static void setDeploymentOptions(ProjectOptions options) {
    new DynamoProjects(WORLD.dynamoDb, WORLD.stack.table("ProjectsTable"))
        .setDeploymentOptions(options);
  }

  static Instant now() {
    return WORLD.now();
  }

  static void pass(Duration time) {
    WORLD.pass(time);
  }

  List<Issue> issues() {
    return queries.list(id, Set.of(IssueStatus.values()), 100).issues().stream()
        .map(summary -> summary.issue())
        .toList();
  }

  /** The issue that the stream message of an event names. */
  Issue issue(JsonNode streamMessage) {
    return items("IssuesTable", IssueKeys.issue(issueId(streamMessage))).stream()
        .filter(item -> item.sk().equals(IssueKeys.ISSUE))
        .map(IssueItem::read)
        .findFirst()
        .orElseThrow();
  }

  static IssueId issueId(JsonNode streamMessage) {
    return new IssueId(streamMessage.path("group_id").asLong());
  }

  /** Items of exactly this partition, by sort key. */
  static Map<String, Item> partition(String table, String pk) {
    Map<String, Item> items = new HashMap<>();
    items(table, pk).stream()
        .filter(item -> item.pk().equals(pk))
        .forEach(item -> items.put(item.sk(), item));
    return items;
  }

  /** The item of this key, which has to exist. */
  static Item row(String table, String pk, String sk) {
    return Objects.requireNonNull(partition(table, pk).get(sk), pk + " / " + sk);
  }

  static List<Item> items(String table, String prefix) {
    return WORLD.items(table, prefix);
  }

  /** The payload that a stream message points to. */
  ObjectNode stored(JsonNode streamMessage) {
    JsonNode at = streamMessage.path("payload");
    return S3Payloads.reading(WORLD.s3, WORLD.stack.bucket(), WORLD.clock)
        .read(
            id,
            new PayloadPosition(
                at.path("segment").asText(), at.path("offset").asLong(), at.path("length").asInt()))
        .orElseThrow();
  }
}
