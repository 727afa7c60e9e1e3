package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.JobReading;
import dev.tracefold.attachment.StoredContent;
import dev.tracefold.attribute.EventUser;
import dev.tracefold.aws.Item;
import dev.tracefold.erasure.Erased;
import dev.tracefold.erasure.ErasureProgress;
import dev.tracefold.erasure.UserDescription;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.saveevents.SavingModel.Sent;
import dev.tracefold.testing.CrashPoint.Moment;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Erasing events and users, killed at every call and followed by redeliveries. */
final class ErasureTest {

  private static final String TITLE = "disk full";
  private static final String ANN = user("ann");

  private final OperatedWorld world = new OperatedWorld(6);

  @Test
  void anErasedEventLeavesItsCountAndItsNeighbours() {
    Sent erased = world.event(TITLE, "ann", "a");
    Sent neighbour = world.event(TITLE, "bob", "a");
    world.save(erased, neighbour, report(erased), report(neighbour));

    assertThat(eraseEvent(world, erased)).contains(new Erased(1, 0));

    Issue issue = world.issue(TITLE);
    assertThat(world.payloads()).containsExactly(neighbour.eventId());
    assertThat(world.events(issue)).containsExactly(neighbour.eventId());
    assertThat(tags(issue).get("sentry:user")).isEqualTo(Map.of("id:bob", 1));
    assertThat(tags(issue).get("release")).isNull();
    assertThat(tags(issue).get("sentry:release")).isEqualTo(Map.of("a", 1));
    assertThat(world.queries.summarize(issue).timesSeen()).isEqualTo(2);
    assertThat(reports()).containsExactly(neighbour.eventId());
    assertThat(eraseEvent(world, erased)).contains(new Erased(1, 0));
    assertThat(eraseEvent(world, world.event(TITLE))).isEmpty();
  }

  @Test
  void aRedeliveryDoesNotBringAnErasedEventBack() {
    Sent erased = world.event(TITLE, "ann", "a");
    world.save(erased, report(erased));
    eraseEvent(world, erased);
    world.pass(Duration.ofMinutes(11));

    assertThat(world.save(erased, report(erased))).as("stream messages").isEmpty();

    assertThat(world.outcomes)
        .extracting(outcome -> outcome.path("outcome").asInt())
        .containsExactly(0, 0);
    assertThat(world.payloads()).isEmpty();
    assertThat(world.events(world.issue(TITLE))).isEmpty();
    assertThat(world.queries.summarize(world.issue(TITLE)).timesSeen()).isEqualTo(1);
    assertThat(reports()).isEmpty();
  }

  @Test
  void anErasedUserIsInNoEventAnyMore() {
    Sent anns = world.event(TITLE, "ann", "a");
    Sent bobs = world.event(TITLE, "bob", "a");
    Sent annsToo = transaction("ann");
    Sent bobsToo = transaction("bob");
    world.save(anns, bobs, annsToo, bobsToo, report(anns));
    world.pass(Duration.ofMinutes(1));
    Sent annsThird = world.event("socket closed", "ann", null);
    world.save(annsThird);
    assertThat(traces(world)).hasSize(3);

    assertThat(eraseUser(world)).isEqualTo(new Erased(3, 0));

    assertThat(world.payloads()).containsExactlyInAnyOrder(bobs.eventId(), bobsToo.eventId());
    assertThat(world.events(world.issue(TITLE))).containsExactly(bobs.eventId());
    assertThat(world.queries.summarize(world.issue(TITLE)).timesSeen()).isEqualTo(2);
    assertThat(world.queries.users(world.issue(TITLE)).users()).isEqualTo(1);
    assertThat(world.queries.users(world.issue("socket closed")).users()).isZero();
    assertThat(traces(world)).isEmpty();
    world.save(anns, annsToo, annsThird, report(anns));
    assertThat(traces(world)).as("after a redelivery").isEmpty();
    assertThat(world.payloads()).hasSize(2);
    assertThat(eraseUser(world)).isEqualTo(new Erased(0, 0));
  }

  @Test
  void aUserIsKnownByWhatEventsTell() {
    Sent told = world.event(TITLE, "ann ann@example.org", null);
    world.save(told, world.event(TITLE, "ann", null), world.event(TITLE, "bob", null));
    var byEmail = new UserDescription(UserDescription.Kind.EMAIL, "ann@example.org");
    assertThat(
            OperatedWorld.operations()
                .erasure
                .eraseUser(world.project.id(), byEmail, ErasureProgress.SILENT))
        .isEqualTo(new Erased(2, 0));
    assertThat(traces(world)).isEmpty();
    assertThat(world.payloads()).hasSize(1);
    assertThat(world.queries.users(world.issue(TITLE)).users()).isEqualTo(1);
  }

  @Test
  void attachmentsGoButForContentsThatOtherEventsHaveToo() {
    Sent erased = world.event(TITLE);
    Sent other = world.event(TITLE);
    world.save(erased, other);
    StoredContent own = content("a");
    StoredContent shared = content("b");
    attach(erased, "1", own);
    attach(erased, "2", shared);
    attach(other, "3", shared);

    assertThat(eraseEvent(world, erased)).contains(new Erased(1, 2));

    String prefix = "attachments/%d/".formatted(world.project.id());
    assertThat(OperatedWorld.objects(prefix))
        .containsExactly(shared.objectKey(world.project.id()).orElseThrow());
    var records = OperatedWorld.operations().attachments;
    assertThat(records.list(world.project.id(), erased.eventId())).isEmpty();
    assertThat(records.list(world.project.id(), other.eventId())).hasSize(1);
  }

  @Test
  void anErasureThatDiesAtAnyCallIsCompletedByRunningItAgain() {
    for (Moment moment : Moment.values()) {
      for (int call = 0; ; call += OperatedWorld.STRIDE) {
        var one = new OperatedWorld(call);
        Sent anns = one.event(TITLE, "ann", "a");
        Sent bobs = one.event(TITLE, "bob", "a");
        one.save(anns, bobs);
        boolean died = OperatedWorld.killed(call, moment, () -> eraseUser(one));
        String name = "call %d %s".formatted(call, moment);
        eraseUser(one);
        one.pass(Duration.ofMinutes(11));
        one.save(anns, bobs);
        assertThat(one.payloads()).as(name).containsOnly(bobs.eventId());
        assertThat(one.events(one.issue(TITLE))).as(name).containsExactly(bobs.eventId());
        assertThat(one.queries.summarize(one.issue(TITLE)).timesSeen()).as(name).isEqualTo(2);
        assertThat(one.queries.users(one.issue(TITLE)).users()).as(name).isEqualTo(1);
        assertThat(traces(one)).as(name).isEmpty();
        if (!died) {
          assertThat(call).isGreaterThan(8);
          break;
        }
      }
    }
  }

  private static Optional<Erased> eraseEvent(OperatedWorld world, Sent event) {
    return OperatedWorld.operations()
        .erasure
        .eraseEvent(world.project.id(), event.eventId(), ErasureProgress.SILENT);
  }

  private static Erased eraseUser(OperatedWorld world) {
    return OperatedWorld.operations()
        .erasure
        .eraseUser(
            world.project.id(),
            new UserDescription(UserDescription.Kind.ID, "ann"),
            ErasureProgress.SILENT);
  }

  private static String user(String id) {
    return new EventUser(id, null, null, null, null).hash();
  }

  private Sent transaction(String user) {
    Sent event = world.event("GET /", user, null);
    return new Sent("transaction", event.eventId(), "GET /", event.when(), user, "", null);
  }

  /** The report of an event's user. */
  private static Sent report(Sent event) {
    return new Sent("user_report", event.eventId(), event.eventId(), event.when(), null, "", null);
  }

  private Set<String> reports() {
    Set<String> ids = new HashSet<>();
    OperatedWorld.items("EventsTable", "Q#%d#".formatted(world.project.id()))
        .forEach(item -> ids.add(item.text("event")));
    return ids;
  }

  private static StoredContent content(String digit) {
    return new StoredContent(5, digit.repeat(40), digit.repeat(64), YearMonth.of(2026, 11));
  }

  private void attach(Sent event, String id, StoredContent content) {
    OperatedWorld.putObject(content.objectKey(world.project.id()).orElseThrow());
    String job =
        """
        {"id": "%s", "v": 1, "project_id": %d, "event_id": "%s", "key_id": 7, "start_time": 1.5,
         "attachment": {"id": "%s", "name": "log.txt", "size": 5, "chunks": 1}}"""
            .formatted(id, world.project.id(), event.eventId(), id);
    assertThat(AttachmentJob.read(job)).isInstanceOf(JobReading.Valid.class);
    JobReading.Valid read = (JobReading.Valid) AttachmentJob.read(job);
    OperatedWorld.operations()
        .attachments
        .decide(new AttachmentRecord(read.job(), new AttachmentFate.Stored(content), world.now()));
  }

  private Map<String, Map<String, Integer>> tags(Issue issue) {
    return world.queries.recentEvents(issue).events().isEmpty() ? Map.of() : listed(issue).tags();
  }

  private EventList listed(Issue issue) {
    String hash = world.queries.summarize(issue).hashes().getFirst().value();
    List<Item> rows =
        OperatedWorld.items("EventsTable", "L#%d#%s".formatted(world.project.id(), hash));
    return EventList.read(rows.getFirst().bytes("list"));
  }

  /** Items that name the user. */
  private static List<String> traces(OperatedWorld world) {
    return OperatedWorld.items("IssuesTable", "").stream()
        .filter(
            item ->
                item.pk().equals("U#%d#%s".formatted(world.project.id(), ANN))
                    || (item.sk().equals(ANN) && isOf(world, item.pk())))
        .map(item -> item.pk() + " / " + item.sk())
        .toList();
  }

  private static boolean isOf(OperatedWorld world, String pk) {
    return world.issues().stream().anyMatch(i -> pk.equals("I#" + i.id() + "#USERS"));
  }
}
