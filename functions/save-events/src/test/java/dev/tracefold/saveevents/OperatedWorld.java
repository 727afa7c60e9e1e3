package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import dev.tracefold.issue.dynamodb.IssueItem;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.Crash;
import dev.tracefold.testing.CrashPoint.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One project of a world in which events are saved and issues are operated on, with operations that
 * can be killed at any call. {@code -Dtracefold.memory=true} puts the world into memory.
 */
final class OperatedWorld {

  /** Tests kill at every so manieth call; {@code -Dtracefold.crash.stride=1} at every one. */
  static final int STRIDE = Integer.getInteger("tracefold.crash.stride", 12);

  private static final Set<IssueStatus> PRESENT =
      Set.of(IssueStatus.UNRESOLVED, IssueStatus.RESOLVED, IssueStatus.IGNORED);

  private static final SavingWorld WORLD =
      Boolean.getBoolean("tracefold.memory") ? SavingWorld.inMemory() : new SavingWorld();

  private final Random random;
  final Project project;

  /** The outcomes of the last batch that was saved. */
  List<JsonNode> outcomes = List.of();

  final IssueQueries queries =
      new DynamoIssueQueries(
          WORLD.dynamoDb, WORLD.stack.table("IssuesTable"), WORLD.stack.table("EventsTable"));

  OperatedWorld(long seed) {
    this(seed, ProjectOptions.NONE);
  }

  OperatedWorld(long seed, ProjectOptions options) {
    WORLD.crashPoint.disarm();
    long id = WORLD.newProject(options);
    this.random = new Random(seed * 1_000_003 + id);
    this.project = WORLD.project(id);
  }

  /** What an issue is, as far as people see it. */
  record Shown(IssueStatus status, long timesSeen, Set<String> events, List<Long> activities) {}

  /** Operations of a process of its own. */
  static Operations operations() {
    return new Operations(WORLD, new AwsClients(WORLD.http, WORLD.crashPoint), new Random());
  }

  Instant now() {
    return WORLD.now();
  }

  void pass(Duration time) {
    WORLD.pass(time);
  }

  /** An event that happens now. */
  Sent event(String text) {
    return event(text, null, null);
  }

  Sent event(String text, @Nullable String user, @Nullable String release) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return new Sent("event", HexFormat.of().formatHex(id), text, WORLD.now(), user, "", release);
  }

  /** Saves events by a function of its own, until none comes back; its stream messages. */
  List<JsonNode> save(Sent... events) {
    List<Sent> open = new ArrayList<>(List.of(events));
    for (int delivery = 1; !open.isEmpty(); delivery++) {
      int nth = delivery;
      assertThat(nth).as("deliveries of " + open).isLessThan(6);
      Set<String> back =
          SavingWorld.deliver(
              WORLD.newHandler(random.nextLong()),
              open.stream().map(sent -> sent.message(project.id(), nth)).toList());
      open.removeIf(sent -> !back.contains(sent.eventId() + sent.kind()));
      if (!open.isEmpty()) {
        WORLD.pass(Duration.ofMinutes(11));
      }
    }
    return drain();
  }

  /** Delivers events once, to a function that dies at a call; whether it did. */
  boolean saveUntil(int call, Moment moment, Sent... events) {
    return killed(
        call,
        moment,
        () ->
            SavingWorld.deliver(
                WORLD.newHandler(random.nextLong()),
                List.of(events).stream().map(sent -> sent.message(project.id(), 1)).toList()));
  }

  /**
   * Saves events by a function that is held up before a call, while something else happens; what it
   * hands back is saved afterwards.
   *
   * @return whether there was such a call
   */
  boolean saveAround(int call, Runnable meanwhile, Sent... events) {
    var interruption = new Interruption(call, meanwhile);
    SavingWorld.deliver(
        WORLD.newHandler(random.nextLong(), interruption),
        List.of(events).stream().map(sent -> sent.message(project.id(), 1)).toList());
    if (!interruption.happened()) {
      meanwhile.run();
    }
    WORLD.pass(Duration.ofMinutes(11));
    save(events);
    return interruption.happened();
  }

  List<JsonNode> drain() {
    outcomes = WORLD.drain("OutcomesQueue");
    return WORLD.drain("IssueStreamQueue");
  }

  /** Runs something that dies at a call; whether it did. */
  static boolean killed(int call, Moment moment, Runnable deed) {
    WORLD.crashPoint.arm(call, moment);
    try {
      deed.run();
      return WORLD.crashPoint.struck();
    } catch (Crash died) {
      return true;
    } finally {
      WORLD.crashPoint.disarm();
    }
  }

  /** Puts an object of the project's into the bucket. */
  static void putObject(String key) {
    WORLD.s3.putObject(
        put -> put.bucket(WORLD.stack.bucket()).key(key), RequestBody.fromString("bytes"));
  }

  /** Keys of the objects that begin so. */
  static List<String> objects(String prefix) {
    return WORLD
        .s3
        .listObjectsV2(list -> list.bucket(WORLD.stack.bucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** The ids of all events of the project whose payloads lie anywhere. */
  List<String> payloads() {
    S3Payloads payloads = operations().payloads;
    return payloads.segments(project.id()).stream()
        .flatMap(segment -> payloads.members(project.id(), segment).stream())
        .map(member -> member.payload().path("event_id").asText())
        .toList();
  }

  /** The issue with this title that exists. */
  Issue issue(String title) {
    List<Issue> found =
        issues().stream().filter(issue -> issue.latest().title().equals(title)).toList();
    assertThat(found).as("issues with title " + title).hasSize(1);
    return found.getFirst();
  }

  /** All issues that exist, neither merged nor being deleted. */
  List<Issue> issues() {
    return WORLD.items("IssuesTable", "I#").stream()
        .filter(item -> item.sk().equals(IssueKeys.ISSUE))
        .filter(item -> item.number("project") == project.id())
        .map(IssueItem::read)
        .filter(issue -> PRESENT.contains(issue.status()))
        .toList();
  }

  /** All items of a table whose partition key begins so. */
  static List<Item> items(String table, String prefix) {
    return WORLD.items(table, prefix);
  }

  Shown shown(Issue issue) {
    return new Shown(
        issue.status(),
        queries.summarize(issue).timesSeen(),
        events(issue),
        activities(issue).stream().map(Activity::type).toList());
  }

  /** Ids of an issue's events as its lists have them. */
  Set<String> events(Issue issue) {
    List<String> ids =
        queries.recentEvents(issue).events().stream().map(EventList.Entry::eventId).toList();
    assertThat(ids).as("listed once").doesNotHaveDuplicates();
    return new HashSet<>(ids);
  }

  /** What happened to an issue, the first first; of one moment by type. */
  List<Activity> activities(Issue issue) {
    TreeMap<String, Activity> sorted = new TreeMap<>();
    queries
        .activities(issue)
        .forEach(a -> sorted.put("%s %03d %s".formatted(a.when(), a.type(), a.data()), a));
    return List.copyOf(sorted.values());
  }
}
