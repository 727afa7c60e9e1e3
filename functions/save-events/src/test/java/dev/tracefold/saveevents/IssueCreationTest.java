package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.aws.Item;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.HashState;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.ShortId;
import dev.tracefold.issue.dynamodb.IssueKeys;
import dev.tracefold.saveevents.PayloadWorld.Event;
import dev.tracefold.testing.Crash;
import dev.tracefold.testing.CrashPoint.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** New issues and hashes that join one, for events with flat hashes (event-saving 11). */
final class IssueCreationTest {

  /**
   * Of its own application and a library: two hashes, the first of which leaves the library out.
   */
  private static final String APP =
      "{'platform': 'python', 'exception': {'values': [{'type': 'E', 'value': 'v', 'stacktrace':"
          + " {'frames': [{'function': 'LIB', 'module': 'lib', 'in_app': false},"
          + " {'function': 'go', 'module': 'app', 'in_app': true}]}}]}}";

  private final PayloadWorld world = new PayloadWorld();

  @Test
  @DisplayName("C-135: an issue begins with what its first event says")
  void anIssueBeginsWithItsFirstEvent() {
    Event event =
        world.event(
            "{'platform': 'python', 'logger': 'web', 'level': 'warning', 'message': 'one\\ntwo',"
                + " 'release': 'a'}",
            Duration.ofSeconds(-90));
    assertThat(world.save(event).getFirst().path("is_new").asBoolean()).isTrue();

    Issue issue = world.issue();
    Instant when = PayloadWorld.WORLD.now().minusSeconds(90);
    assertThat(issue.status()).isEqualTo(IssueStatus.UNRESOLVED);
    assertThat(world.timesSeen(issue)).isEqualTo(1);
    assertThat(List.of(issue.firstSeen(), issue.lastSeen(), issue.activeAt())).containsOnly(when);
    assertThat(issue.platform()).isEqualTo("python");
    assertThat(issue.logger()).isEqualTo("web");
    assertThat(issue.latest().level()).isEqualTo(30);
    assertThat(issue.latest().message()).isEqualTo("one");
    assertThat(issue.firstRelease()).isEqualTo("a");
  }

  @Test
  @DisplayName("C-125: a hash that leads nowhere joins the issue that another of the event finds")
  void aHashJoinsTheIssueOfAnother() {
    JsonNode first = world.save(world.event(APP.replace("true", "false"))).getFirst();
    JsonNode second = world.save(world.event(APP)).getFirst();

    List<String> hashes = hashes(second);
    assertThat(hashes(first)).containsExactly(hashes.get(1));
    assertThat(second.path("group_id")).isEqualTo(first.path("group_id"));
    assertThat(second.path("is_new").asBoolean()).isFalse();
    assertThat(hashes).extracting(world::owner).containsOnly(world.issue().id());
    assertThat(world.timesSeen(world.issue())).isEqualTo(2);
  }

  @Test
  @DisplayName("C-127: of two functions that meet the same hashes one creates the issue")
  void oneOfTwoCreates() {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new PayloadWorld();
      if (!raced(one, call, one.event(APP), one.event(APP))) {
        return;
      }
    }
  }

  @Test
  @DisplayName("C-128: so does one of two that share a single hash, and all hashes lead there")
  void oneOfTwoThatShareAHashCreates() {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new PayloadWorld();
      if (!raced(one, call, one.event(APP), one.event(APP.replace("LIB", "other")))) {
        return;
      }
    }
  }

  /** Saves an event before a call of the function that saves another; whether there was one. */
  private static boolean raced(PayloadWorld one, int call, Event slow, Event fast) {
    boolean interrupted =
        one.deliverAround(call, () -> one.deliver(PayloadWorld.newHandler(), fast), slow);
    if (!interrupted) {
      assertThat(call).as("calls").isGreaterThan(8);
      one.deliver(PayloadWorld.newHandler(), fast);
    }
    String name = "held up at call " + call;
    List<JsonNode> messages = one.messages(slow, fast);
    Issue issue = one.issue();
    assertThat(messages).as(name).filteredOn(m -> m.path("is_new").asBoolean()).hasSize(1);
    assertThat(messages).as(name).allMatch(m -> m.path("group_id").asLong() == issue.id().value());
    assertThat(one.timesSeen(issue)).as(name).isEqualTo(2);
    for (JsonNode message : messages) {
      JsonNode hashes = one.payload(message).path("hashes");
      assertThat(hashes).as(name).hasSize(2);
      hashes.forEach(hash -> assertThat(one.owner(hash.asText())).as(name).isEqualTo(issue.id()));
    }
    return interrupted;
  }

  @Test
  @DisplayName("C-129: fifty events of one new hash at once make one issue, seen fifty times")
  void fiftyAtOnceMakeOneIssue() throws Exception {
    List<Event> open = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      open.add(world.event("{'message': 'disk full'}"));
    }
    Event[] all = open.toArray(Event[]::new);
    for (int delivery = 1; !open.isEmpty(); delivery++) {
      assertThat(delivery).as("deliveries").isLessThan(6);
      open = new ArrayList<>(open);
      Set<String> back = deliverAtOnce(open);
      open.removeIf(event -> !back.contains(event.id()));
      PayloadWorld.WORLD.pass(Duration.ofMinutes(11));
    }
    assertThat(world.timesSeen(world.issue())).isEqualTo(50);
    Set<String> creators = new HashSet<>();
    for (JsonNode message : world.messages(all)) {
      if (message.path("is_new").asBoolean()) {
        creators.add(message.path("event_id").asText());
      }
    }
    assertThat(creators).containsExactly(world.issue().creator());
  }

  /** Each to a function of its own, eight at a time; the ids that come back. */
  private Set<String> deliverAtOnce(List<Event> events) throws Exception {
    Set<String> back = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Set<String>>> deliveries = new ArrayList<>();
      for (Event event : events) {
        deliveries.add(() -> world.deliver(PayloadWorld.newHandler(), event));
      }
      for (Future<Set<String>> handedBack : threads.invokeAll(deliveries)) {
        back.addAll(handedBack.get());
      }
    }
    return back;
  }

  @Test
  @DisplayName("C-130: after 41 issues comes the one with the short id 1A")
  void shortIdsAreCounted() {
    PayloadWorld.put(Item.at(IssueKeys.project(world.project), IssueKeys.NUMBER).with("n", 41));
    world.save(world.event("{'message': 'm'}"));
    assertThat(world.issue().number()).isEqualTo(42);
    assertThat(new ShortId("proj", world.issue().number())).hasToString("PROJ-1A");
  }

  @Test
  @DisplayName("C-132: a release that was deleted meanwhile is not the first one of an issue")
  void aDeletedReleaseIsNotTheFirst() {
    SaveEventsHandler handler = PayloadWorld.newHandler();
    world.save(
        handler, world.event("{'message': 'one', 'release': 'gone-%d'}".formatted(world.project)));
    PayloadWorld.delete("R#1#gone-" + world.project, "RELEASE");
    world.save(
        handler, world.event("{'message': 'two', 'release': 'gone-%d'}".formatted(world.project)));
    assertThat(world.issues())
        .extracting(Issue::firstRelease)
        .containsExactly("gone-" + world.project, null);
  }

  @Test
  @DisplayName("C-137: a locked hash finds its issue and stays as it is; another one joins")
  void aLockedHashIsFoundAndLeftAlone() {
    List<String> hashes = hashes(world.save(world.event(APP)).getFirst());
    IssueId issue = world.issue().id();
    world.put(hashes.get(0), issue, HashState.LOCKED);
    world.forget(hashes.get(1));
    world.save(world.event(APP));
    assertThat(world.timesSeen(world.issue())).isEqualTo(2);
    assertThat(world.owner(hashes.get(1))).isEqualTo(issue);
    assertThat(world.row(hashes.get(0)).orElseThrow().text("hash_state")).isEqualTo("LOCKED");
  }

  @Test
  void anEventOfAHashThatIsLockedAndLeadsNowhereWaitsForIt() {
    List<String> hashes = hashes(world.save(world.event("{'message': 'm'}")).getFirst());
    IssueId issue = world.issue().id();
    world.put(hashes.getFirst(), null, HashState.LOCKED);
    Event event = world.event("{'message': 'm'}");
    assertThat(world.deliver(PayloadWorld.newHandler(), event)).containsExactly(event.id());
    assertThat(PayloadWorld.outcomes(event)).isEmpty();
    assertThat(world.issues()).hasSize(1);
    world.put(hashes.getFirst(), issue, HashState.ORDINARY);
    world.save(event);
    assertThat(world.timesSeen(world.issue())).isEqualTo(2);
  }

  @Test
  @DisplayName("C-141: a function that dies while it creates leaves all of the issue or nothing")
  void aCreationIsAllOrNothing() {
    for (int call = 0; ; call += OperatedWorld.STRIDE) {
      var one = new PayloadWorld();
      Event event = one.event(APP);
      boolean died = dies(one, event, call);
      String name = "dead after call " + call;
      int issues = one.issues().size();
      long owned =
          PayloadWorld.WORLD.items("IssuesTable", "H#" + one.project + "#").stream()
              .filter(row -> row.sk().equals(IssueKeys.HASH))
              .filter(row -> row.optionalNumber("issue").isPresent())
              .count();
      assertThat(owned).as(name).isEqualTo(2L * issues);
      assertThat(PayloadWorld.WORLD.items("IssuesTable", "N#" + one.project + "#"))
          .as(name)
          .hasSize(issues);
      PayloadWorld.WORLD.pass(Duration.ofMinutes(11));
      one.save(event);
      assertThat(one.timesSeen(one.issue())).as(name).isEqualTo(1);
      if (!died) {
        assertThat(call).isGreaterThan(8);
        return;
      }
    }
  }

  private static boolean dies(PayloadWorld one, Event event, int call) {
    PayloadWorld.WORLD.crashPoint.arm(call, Moment.AFTER);
    try {
      one.deliver(PayloadWorld.newHandler(), event);
      return PayloadWorld.WORLD.crashPoint.struck();
    } catch (Crash died) {
      return true;
    } finally {
      PayloadWorld.WORLD.crashPoint.disarm();
    }
  }

  @Test
  @DisplayName("C-142: a secondary configuration that gives the same hashes does no harm")
  void theSameHashesTwiceDoNoHarm() {
    var twice =
        new PayloadWorld(
            PayloadWorld.options(
                Map.of(
                    "sentry:secondary_grouping_config",
                    "'newstyle:2019-10-29'",
                    "sentry:secondary_grouping_expiry",
                    "99999999999")));
    twice.save(twice.event(APP), twice.event(APP));
    assertThat(twice.timesSeen(twice.issue())).isEqualTo(2);
    assertThat(PayloadWorld.WORLD.items("IssuesTable", "H#" + twice.project + "#"))
        .filteredOn(row -> row.sk().equals(IssueKeys.HASH))
        .hasSize(2);
  }

  @Test
  void theSwitchOfCreationAsksEachEventOnItsOwn() {
    Event python = world.event("{'platform': 'python', 'message': 'm'}");
    Event java = world.event("{'platform': 'java', 'message': 'm'}");
    Event late = world.event("{'platform': 'python', 'message': 'm'}");
    PayloadWorld.withDeploymentOptions(
        PayloadWorld.options(
            Map.of(
                "store.load-shed-group-creation-projects",
                "[{'project_id': %d, 'platform': 'python'}]".formatted(world.project))),
        () -> {
          world.save(python, java);
          world.save(late);
        });
    assertThat(PayloadWorld.outcomes(python).getFirst()).startsWith("1 ");
    assertThat(world.issue().creator()).isEqualTo(java.id());
    assertThat(world.timesSeen(world.issue()))
        .as("an event of an issue that exists is nothing to the switch")
        .isEqualTo(2);
  }

  private List<String> hashes(JsonNode message) {
    List<String> hashes = new ArrayList<>();
    world
        .payload(message)
        .path("hashes")
        .forEach(hash -> hashes.add(new Hash(hash.asText()).value()));
    return hashes;
  }
}
