package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.dynamodb.IssueItem;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A project, events that are sent to it as JSON with single quotes, and what was stored of them.
 */
final class SavedProject {

  static final SavingWorld WORLD = new SavingWorld();

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private static final AtomicLong SEEDS = new AtomicLong();
  private static final AtomicLong EVENTS = new AtomicLong();

  private static final DynamoProjects PROJECTS =
      new DynamoProjects(WORLD.dynamoDb, WORLD.stack.table("ProjectsTable"));

  final Project project;

  SavedProject() {
    this("");
  }

  /**
   * @param options members of the project's options
   */
  SavedProject(String options) {
    long id = WORLD.newProject(options(options));
    project = PROJECTS.find(id).orElseThrow();
  }

  /** A function instance that remembers nothing yet. */
  static SaveEventsHandler instance() {
    return WORLD.newHandler(SEEDS.incrementAndGet());
  }

  static ProjectOptions options(String members) {
    return ProjectOptions.of(object("{" + members + "}"));
  }

  /** Replaces the project's options, for instances that did not ask for them yet. */
  void set(String options) {
    PROJECTS.update(
        new Project(
            project.id(),
            project.organizationId(),
            project.slug(),
            project.platform(),
            project.enabled(),
            options(options)));
  }

  /** Replaces the options of the deployment. */
  static void deploy(String options) {
    PROJECTS.setDeploymentOptions(options(options));
  }

  /** Saves an event that has these members, by an instance of its own; its id. */
  String save(String members) {
    return save(instance(), members);
  }

  /** Saves an event that has these members; its id. */
  String save(SaveEventsHandler instance, String members) {
    return save(instance, List.of(message(members))).getFirst();
  }

  /** Saves a batch of messages; the ids of their events. */
  List<String> save(SaveEventsHandler instance, List<ObjectNode> messages) {
    assertThat(
            SavingWorld.deliver(
                instance,
                messages.stream()
                    .map(
                        message ->
                            SavingWorld.message(
                                id(message), message.put("project_id", project.id()).toString(), 1))
                    .toList()))
        .as("comes again")
        .isEmpty();
    return messages.stream().map(SavedProject::id).toList();
  }

  private static String id(ObjectNode message) {
    return message.get("event_id").textValue();
  }

  /** A message with an event that has these members. */
  static ObjectNode message(String members) {
    ObjectNode message = object("{}").put("event_id", "%032x".formatted(EVENTS.incrementAndGet()));
    message.set("payload", object("{" + members + "}"));
    return message;
  }

  /** The payload as it was stored. */
  ObjectNode stored(String eventId) {
    S3Payloads payloads = S3Payloads.reading(WORLD.s3, WORLD.stack.bucket(), WORLD.clock);
    return payloads.segments(project.id()).stream()
        .flatMap(segment -> payloads.members(project.id(), segment).stream())
        .map(member -> member.payload())
        .filter(payload -> payload.path("event_id").asText().equals(eventId))
        .findFirst()
        .orElseThrow();
  }

  /** The tags of the stored event as {@code key=value}, in their order. */
  List<String> tags(String eventId) {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : stored(eventId).get("tags")) {
      tags.add(tag.get(0).asText() + "=" + tag.get(1).asText());
    }
    return tags;
  }

  List<Issue> issues() {
    return rows("I#").stream()
        .filter(row -> row.sk().equals(IssueKeys.ISSUE))
        .filter(row -> row.number("project") == project.id())
        .map(IssueItem::read)
        .toList();
  }

  /** Items of the issues table of a partition, or of all that begin so if it ends in #. */
  static List<Item> rows(String partition) {
    return WORLD.items("IssuesTable", partition).stream()
        .filter(row -> partition.endsWith("#") || row.pk().equals(partition))
        .toList();
  }

  static ObjectNode object(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
