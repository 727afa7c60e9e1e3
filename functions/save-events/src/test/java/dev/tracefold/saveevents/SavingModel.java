package dev.tracefold.saveevents;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.dynamodb.IssueItem;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.s3.S3Payloads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be stored and announced after some items were saved, computed in memory, and the same
 * read back from a world: the two are equal values, or something was lost or counted twice.
 *
 * @param issues by the log text that all of its events have
 * @param accepted ids of the items whose outcome is accepted
 * @param invalid how many distinct outcomes say invalid
 * @param usage accepted items in the usage counters by category
 * @param series items in the project's series by kind
 * @param payloads event ids whose payload can be read back by its record
 * @param reports event ids with a user's report
 */
record SavingModel(
    Map<String, IssueModel> issues,
    Set<String> accepted,
    int invalid,
    Map<Integer, Long> usage,
    Map<String, Long> series,
    Set<String> payloads,
    Set<String> reports) {

  /** One issue. */
  record IssueModel(
      long timesSeen,
      long inDays,
      long inHours,
      Instant firstSeen,
      Instant lastSeen,
      Set<String> events,
      Set<String> users,
      Set<String> environments,
      Set<String> releases,
      int newMessages,
      Set<String> newEnvironmentsIn,
      int regressions,
      List<Long> activities) {

    /** The same after somebody resolved it and one event reopened it. */
    IssueModel regressed() {
      return new IssueModel(
          timesSeen,
          inDays,
          inHours,
          firstSeen,
          lastSeen,
          events,
          users,
          environments,
          releases,
          newMessages,
          newEnvironmentsIn,
          1,
          List.of(RESOLVED, REGRESSION));
    }
  }

  private static final long RESOLVED = 1;
  private static final long REGRESSION = 6;

  /**
   * One item to be saved.
   *
   * @param user id of its user, and after a space the e-mail address, or null
   */
  record Sent(
      String kind,
      String eventId,
      String text,
      Instant when,
      @Nullable String user,
      String environment,
      @Nullable String release) {

    SQSMessage message(long projectId, int deliveries) {
      return SavingWorld.message(eventId + kind, body(projectId), deliveries);
    }

    private String body(long projectId) {
      ObjectNode message = JsonNodeFactory.instance.objectNode();
      message.put("type", kind).put("project_id", projectId).put("key_id", 7);
      message.put("event_id", eventId).put("start_time", when.toEpochMilli() / 1000.0);
      ObjectNode payload = message.putObject("payload");
      if (kind.equals("user_report")) {
        payload.put("event_id", text).put("comments", "it broke");
        return message.toString();
      }
      payload.put("event_id", eventId).put("platform", "python");
      payload.put("timestamp", when.toEpochMilli() / 1000.0);
      if (kind.equals("transaction")) {
        payload.put("type", "transaction").put("transaction", text);
      } else {
        payload.put("message", text);
      }
      if (user != null) {
        String[] idAndEmail = user.split(" ", 2);
        ObjectNode who = payload.putObject("user").put("id", idAndEmail[0]);
        if (idAndEmail.length > 1) {
          who.put("email", idAndEmail[1]);
        }
      }
      if (!environment.isEmpty()) {
        payload.put("environment", environment);
      }
      if (release != null) {
        payload.put("release", release);
      }
      return message.toString();
    }
  }

  /** What must come of these, each delivered at least once. */
  static SavingModel expected(List<Sent> items, int poison) {
    Map<String, List<Sent>> byIssue =
        items.stream()
            .filter(sent -> sent.kind().equals("event"))
            .collect(Collectors.groupingBy(Sent::text));
    Map<String, IssueModel> issues = new TreeMap<>();
    byIssue.forEach((text, events) -> issues.put(text, expected(events)));
    Map<Integer, Long> usage = new TreeMap<>();
    Map<String, Long> series = new TreeMap<>();
    for (Sent sent : items) {
      usage.merge(category(sent.kind()), 1L, Long::sum);
      series.merge(sent.kind(), 1L, Long::sum);
    }
    return new SavingModel(
        issues,
        ids(items),
        poison,
        usage,
        series,
        ids(items.stream().filter(sent -> !sent.kind().equals("user_report")).toList()),
        items.stream()
            .filter(sent -> sent.kind().equals("user_report"))
            .map(Sent::text)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static IssueModel expected(List<Sent> events) {
    List<Instant> times = events.stream().map(Sent::when).sorted().toList();
    Set<String> environments = new TreeSet<>();
    Set<String> releases = new TreeSet<>();
    for (Sent sent : events) {
      environments.add(sent.environment());
      if (sent.release() != null) {
        releases.add(sent.release() + "#" + sent.environment());
      }
    }
    return new IssueModel(
        events.size(),
        events.size(),
        events.size(),
        times.getFirst(),
        times.getLast(),
        ids(events),
        events.stream()
            .flatMap(s -> s.user() == null ? Stream.of() : Stream.of(s.user()))
            .collect(Collectors.toCollection(TreeSet::new)),
        environments,
        releases,
        1,
        environments,
        0,
        List.of());
  }

  private static Set<String> ids(List<Sent> items) {
    return items.stream().map(Sent::eventId).collect(Collectors.toCollection(TreeSet::new));
  }

  private static int category(String kind) {
    return switch (kind) {
      case "event" -> 1;
      case "transaction" -> 2;
      default -> 14;
    };
  }

  /** Reads everything of a project back, and takes its messages off the queues. */
  static SavingModel actual(
      SavingWorld world, long projectId, List<JsonNode> outcomes, List<JsonNode> stream) {
    Set<String> accepted = new TreeSet<>();
    Set<String> invalid = new HashSet<>();
    for (JsonNode outcome : outcomes) {
      if (outcome.path("outcome").asInt() == 0) {
        accepted.add(outcome.path("event_id").asText());
      } else {
        invalid.add(outcome.path("id").asText());
      }
    }
    Map<String, IssueModel> issues = new TreeMap<>();
    Set<Long> numbers = new HashSet<>();
    for (Item item : world.items("IssuesTable", "I#")) {
      if (item.sk().equals(IssueKeys.ISSUE) && item.number("project") == projectId) {
        if (!numbers.add(item.number("number"))) {
          throw new AssertionError("two issues have the short id " + item.number("number"));
        }
        String title = IssueItem.read(item).latest().title();
        IssueModel before = issues.put(title, issue(world, projectId, item, stream));
        if (before != null) {
          throw new AssertionError("two issues have the title " + title);
        }
      }
    }
    Map<Integer, Long> usage = new TreeMap<>();
    for (Item row : world.items("UsageTable", "U#" + projectId + "#")) {
      String[] parts = row.sk().split("#", -1);
      if (parts[3].equals("0")) {
        usage.merge(Integer.valueOf(parts[2]), row.number("item_count"), Long::sum);
      }
    }
    return new SavingModel(
        issues,
        accepted,
        invalid.size(),
        usage,
        SavingWorld.sums(
            world.items("UsageTable", "S#" + projectId + "#"),
            row -> row.sk().substring(0, row.sk().indexOf('#')),
            "n"),
        payloads(world, projectId),
        world.items("EventsTable", "Q#" + projectId + "#").stream()
            .map(item -> item.text("event"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<String> payloads(SavingWorld world, long projectId) {
    S3Payloads payloads =
        new S3Payloads(world.s3, world.stack.bucket(), world.clock, () -> "never written");
    Set<String> readable = new TreeSet<>();
    for (Item record : world.items("EventsTable", "E#" + projectId + "#")) {
      if (record.optionalText("segment").isEmpty()) {
        continue;
      }
      payloads
          .read(
              projectId,
              new PayloadPosition(
                  record.text("segment"), record.number("offset"), (int) record.number("length")))
          .ifPresent(payload -> readable.add(payload.path("event_id").asText()));
    }
    return readable;
  }

  private static IssueModel issue(
      SavingWorld world, long projectId, Item issue, List<JsonNode> stream) {
    long id = issue.number("issue");
    List<Item> rows =
        world.items("IssuesTable", "I#" + id).stream()
            .filter(row -> row.pk().equals("I#" + id) || row.pk().startsWith("I#" + id + "#"))
            .toList();
    long times = 0;
    long days = 0;
    long hours = 0;
    List<String> events = new ArrayList<>();
    for (String hash : suffixes(rows, IssueKeys.MEMBER_PREFIX)) {
      CountedHash key = new CountedHash(new HashKey(projectId, new Hash(hash)), 0);
      for (Item row : world.items("IssuesTable", IssueKeys.counters(key))) {
        if (row.sk().startsWith(IssueKeys.COUNT_PREFIX)) {
          times += row.number("n");
        } else if (row.sk().startsWith(IssueKeys.DAY_PREFIX)) {
          days += row.number("n");
          for (String name : row.attributes().keySet()) {
            hours += name.matches("h\\d\\d") ? row.number(name) : 0;
          }
        }
      }
      for (Item row : world.items("EventsTable", IssueKeys.events(key))) {
        EventList.read(row.bytes("list")).entries().forEach(e -> events.add(e.eventId()));
      }
    }
    if (new HashSet<>(events).size() != events.size()) {
      throw new AssertionError("an event is listed twice: " + events);
    }
    Map<String, JsonNode> messages = new LinkedHashMap<>();
    for (JsonNode message : stream) {
      if (message.path("group_id").asLong() == id) {
        JsonNode before = messages.put(message.path("id").asText(), message);
        if (before != null && !flags(before).equals(flags(message))) {
          throw new AssertionError("said otherwise before: " + before + " and " + message);
        }
      }
    }
    return new IssueModel(
        times,
        days,
        hours,
        Instant.ofEpochMilli(issue.number("first_seen")),
        Instant.ofEpochMilli(issue.number("last_seen")),
        new TreeSet<>(events),
        rows.stream()
            .filter(row -> row.pk().endsWith("#USERS"))
            .map(row -> userOf(world, projectId, row.sk()))
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(suffixes(rows, IssueKeys.ENVIRONMENT_PREFIX)),
        new TreeSet<>(suffixes(rows, IssueKeys.RELEASE_PREFIX)),
        count(messages, "is_new"),
        newEnvironments(messages, world, projectId),
        count(messages, "is_regression"),
        rows.stream()
            .filter(row -> row.sk().startsWith(IssueKeys.ACTIVITY_PREFIX))
            .map(row -> row.number("activity"))
            .sorted()
            .toList());
  }

  private static List<Boolean> flags(JsonNode message) {
    return List.of(
        message.path("is_new").asBoolean(),
        message.path("is_regression").asBoolean(),
        message.path("is_new_group_environment").asBoolean());
  }

  private static int count(Map<String, JsonNode> messages, String flag) {
    return (int) messages.values().stream().filter(m -> m.path(flag).asBoolean()).count();
  }

  /** The environments of the events that say they were the first in theirs. */
  private static Set<String> newEnvironments(
      Map<String, JsonNode> messages, SavingWorld world, long projectId) {
    S3Payloads payloads =
        new S3Payloads(world.s3, world.stack.bucket(), world.clock, () -> "never written");
    List<String> environments = new ArrayList<>();
    for (JsonNode message : messages.values()) {
      if (message.path("is_new_group_environment").asBoolean()) {
        JsonNode at = message.path("payload");
        environments.add(
            payloads
                .read(
                    projectId,
                    new PayloadPosition(
                        at.path("segment").asText(),
                        at.path("offset").asLong(),
                        at.path("length").asInt()))
                .orElseThrow()
                .path("environment")
                .asText(""));
      }
    }
    if (new HashSet<>(environments).size() != environments.size()) {
      throw new AssertionError("two events were first in one environment: " + environments);
    }
    return new TreeSet<>(environments);
  }

  private static String userOf(SavingWorld world, long projectId, String hash) {
    return world.items("IssuesTable", "U#" + projectId + "#" + hash).getFirst().text("ident");
  }

  private static List<String> suffixes(List<Item> rows, String prefix) {
    return rows.stream()
        .map(Item::sk)
        .filter(sk -> sk.startsWith(prefix))
        .map(sk -> sk.substring(prefix.length()))
        .toList();
  }

  /** Compared by value, whatever map is inside. */
  SavingModel {
    usage = new HashMap<>(usage);
    series = new HashMap<>(series);
  }
}
