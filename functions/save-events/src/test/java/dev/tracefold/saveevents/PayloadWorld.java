package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.aws.Writes;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.HashState;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import dev.tracefold.issue.dynamodb.DynamoStatusStore;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.issue.operation.StatusChange;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One project of a world in which whole payloads are saved through the function, with a look at
 * what is stored of their hashes and issues.
 */
final class PayloadWorld {

  static final SavingWorld WORLD = new SavingWorld();

  private static final AtomicLong EVENTS = new AtomicLong();
  private static final DynamoProjects PROJECTS =
      new DynamoProjects(WORLD.dynamoDb, WORLD.stack.table("ProjectsTable"));

  final long project;

  PayloadWorld() {
    this(ProjectOptions.NONE);
  }

  PayloadWorld(ProjectOptions options) {
    WORLD.crashPoint.disarm();
    project = WORLD.newProject(options);
  }

  /** An event to be saved. */
  record Event(String id, ObjectNode payload) {}

  /** An event that happens now, its payload in JSON with single quotes. */
  Event event(String payload) {
    return event(payload, Duration.ZERO);
  }

  /** One that happened so long from now. */
  Event event(String payload, Duration fromNow) {
    ObjectNode json = (ObjectNode) SavingWorld.json(payload.replace('\'', '"'));
    String id = String.format(Locale.ROOT, "%032x", EVENTS.incrementAndGet());
    Instant when = WORLD.now().plus(fromNow);
    json.put("event_id", id);
    json.put("timestamp", when.toEpochMilli() / 1000.0);
    return new Event(id, json);
  }

  /** A function instance of its own. */
  static SaveEventsHandler newHandler() {
    return WORLD.newHandler(EVENTS.incrementAndGet());
  }

  /** Saves events by a function of its own; their stream messages, in their order. */
  List<JsonNode> save(Event... events) {
    return save(newHandler(), events);
  }

  /** Saves events; none may come back. */
  List<JsonNode> save(SaveEventsHandler handler, Event... events) {
    assertThat(deliver(handler, events)).as("handed back").isEmpty();
    return messages(events);
  }

  /** What the stream says of events that were saved. */
  List<JsonNode> messages(Event... events) {
    List<JsonNode> stream = WORLD.drain("IssueStreamQueue");
    List<JsonNode> messages = new ArrayList<>();
    for (Event event : events) {
      stream.stream()
          .filter(message -> message.path("event_id").asText().equals(event.id()))
          .forEach(messages::add);
    }
    return messages;
  }

  /** Delivers events once; the ids of those that the function hands back. */
  Set<String> deliver(SaveEventsHandler handler, Event... events) {
    return SavingWorld.deliver(
        handler,
        List.of(events).stream().map(e -> SavingWorld.message(e.id(), body(e), 1)).toList());
  }

  /**
   * Delivers events to a function that is held up before a call, while something else happens.
   *
   * @return whether there was such a call
   */
  boolean deliverAround(int call, Runnable meanwhile, Event... events) {
    var interruption = new Interruption(call, meanwhile);
    SaveEventsHandler handler = WORLD.newHandler(EVENTS.incrementAndGet(), interruption);
    assertThat(deliver(handler, events)).as("handed back, held up at call " + call).isEmpty();
    return interruption.happened();
  }

  private String body(Event event) {
    ObjectNode body = event.payload().objectNode();
    body.put("project_id", project).put("event_id", event.id());
    body.set("payload", event.payload());
    return body.toString();
  }

  /** The payload that a stream message points to. */
  JsonNode payload(JsonNode message) {
    JsonNode at = message.path("payload");
    return S3Payloads.reading(WORLD.s3, WORLD.stack.bucket(), WORLD.clock)
        .read(
            project,
            new PayloadPosition(
                at.path("segment").asText(), at.path("offset").asLong(), at.path("length").asInt()))
        .orElseThrow();
  }

  /** The outcomes of events since the last call, with their reasons. */
  static List<String> outcomes(Event... events) {
    List<JsonNode> outcomes = WORLD.drain("OutcomesQueue");
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      outcomes.stream()
          .filter(outcome -> outcome.path("event_id").asText().equals(event.id()))
          .map(o -> (o.path("outcome").asText() + " " + o.path("reason").asText("")).strip())
          .forEach(told::add);
    }
    return told;
  }

  /** The issues of the project, in the order of their short ids. */
  List<Issue> issues() {
    long drawn =
        read(IssueKeys.project(project), IssueKeys.NUMBER).map(item -> item.number("n")).orElse(0L);
    return LongStream.rangeClosed(1, drawn)
        .mapToObj(number -> queries().find(project, number))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The only issue of the project. */
  Issue issue() {
    List<Issue> issues = issues();
    assertThat(issues).hasSize(1);
    return issues.getFirst();
  }

  long timesSeen(Issue issue) {
    return queries().summarize(issue).timesSeen();
  }

  List<Activity> activities(Issue issue) {
    return queries().activities(issue);
  }

  private static DynamoIssueQueries queries() {
    return new DynamoIssueQueries(
        WORLD.dynamoDb, WORLD.stack.table("IssuesTable"), WORLD.stack.table("EventsTable"));
  }

  /** The issue that a hash leads to, or null. */
  @Nullable IssueId owner(String hash) {
    return row(hash).stream()
        .flatMapToLong(row -> row.optionalNumber("issue").stream())
        .mapToObj(IssueId::new)
        .findFirst()
        .orElse(null);
  }

  /** What is stored of a hash. */
  Optional<Item> row(String hash) {
    return read(hashKey(hash), IssueKeys.HASH);
  }

  private static Optional<Item> read(String pk, String sk) {
    return Writes.read(WORLD.dynamoDb, WORLD.stack.table("IssuesTable"), Item.key(pk, sk));
  }

  /** Stores a hash as somebody else may have left it. */
  void put(String hash, @Nullable IssueId issue, HashState state) {
    Item item = Item.at(hashKey(hash), IssueKeys.HASH).with("hash_state", state.name());
    if (issue != null) {
      item.with("issue", issue.value());
    }
    put(item);
  }

  /** Marks a hash as one whose events are discarded. */
  void bury(String hash) {
    put(Item.at(hashKey(hash), IssueKeys.HASH).with("tombstone", "t"));
  }

  /** Stores an item of the issues table. */
  static void put(Item item) {
    WORLD.dynamoDb.putItem(
        request -> request.tableName(WORLD.stack.table("IssuesTable")).item(item.attributes()));
  }

  /** Deletes an item of the issues table. */
  static void delete(String pk, String sk) {
    WORLD.dynamoDb.deleteItem(
        request -> request.tableName(WORLD.stack.table("IssuesTable")).key(Item.key(pk, sk)));
  }

  void forget(String hash) {
    delete(hashKey(hash), IssueKeys.HASH);
  }

  private String hashKey(String hash) {
    return IssueKeys.hash(new HashKey(project, new Hash(hash)));
  }

  /** Gives an issue a status, as somebody does meanwhile. */
  static void change(Issue issue, StatusChange change) {
    boolean changed =
        new DynamoStatusStore(WORLD.dynamoDb, WORLD.stack.table("IssuesTable"))
            .change(issue, change, WORLD.now());
    assertThat(changed).isTrue();
  }

  void setOptions(ProjectOptions options) {
    Project before = PROJECTS.find(project).orElseThrow();
    PROJECTS.update(before.withOptions(options));
  }

  /** Sets options of the whole deployment while something happens. */
  static void withDeploymentOptions(ProjectOptions options, Runnable meanwhile) {
    PROJECTS.setDeploymentOptions(options);
    try {
      meanwhile.run();
    } finally {
      PROJECTS.setDeploymentOptions(ProjectOptions.NONE);
    }
  }

  /** An option as it is stored, written in JSON with single quotes. */
  static ProjectOptions options(Map<String, String> values) {
    ProjectOptions options = ProjectOptions.NONE;
    for (Map.Entry<String, String> value : values.entrySet()) {
      options = options.with(value.getKey(), SavingWorld.json(value.getValue().replace('\'', '"')));
    }
    return options;
  }
}
