package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.deadletter.dynamodb.DynamoFailureReasons;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.userreport.dynamodb.DynamoUserReports;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/** Messages that fail, come twice, or can never succeed; users' reports (event-saving 14.6, 21). */
final class SaveTaskTest {

  /** How long the queue hides a message that was handed back; others' attempts are over by then. */
  private static final Duration HIDDEN = Duration.ofMinutes(6);

  private final OneProject project = new OneProject();

  @Test
  @DisplayName("C-282: an event whose staged payload has expired is invalid")
  void anExpiredPayloadIsInvalid() {
    ObjectNode event = project.event("a");
    event.remove("payload");
    event.put("payload_ref", "gone");
    OneProject.Told told = project.save(event, project.event("b"));

    assertThat(told.retried()).isEmpty();
    assertThat(told.fates()).containsExactlyInAnyOrder("1: 3 missing_payload 1", "1: 0 - 1");
    assertThat(told.rejected()).hasSize(1);
  }

  @Test
  @DisplayName(
      "C-286: where storing fails, the message and its staged bytes stay for the next time")
  void whereStoringFailsEverythingStays() {
    ObjectNode event = project.event("a");
    event
        .putArray("attachments")
        .add(
            JsonNodeFactory.instance
                .objectNode()
                .put("id", "a")
                .put("name", "a.txt")
                .put("size", 5)
                .put("chunks", 1));
    String chunk = "staging/chunks/%d/%s/a/0".formatted(project.id, OneProject.id(event));
    OneProject.WORLD.s3.putObject(
        put -> put.bucket(OneProject.WORLD.stack.bucket()).key(chunk),
        RequestBody.fromString("hello"));
    Outage outage = new Outage(call -> call instanceof PutObjectRequest);
    OneProject.Told told = project.deliver(outage, 1, List.of(event.toString()));
    assertThat(told.retried()).hasSize(1);
    assertThat(told.outcomes()).isEmpty();
    assertThat(told.jobs()).isEmpty();

    OneProject.pass(HIDDEN);
    OneProject.Told again = project.save(event);
    assertThat(again.fates()).containsExactly("1: 0 - 1");
    assertThat(again.jobs()).hasSize(1);
    assertThat(
            OneProject.WORLD
                .s3
                .getObjectAsBytes(get -> get.bucket(OneProject.WORLD.stack.bucket()).key(chunk))
                .asUtf8String())
        .isEqualTo("hello");
  }

  @Test
  @DisplayName("C-287: an event that comes again counts once, also after the hour of a guard")
  void anEventThatComesAgainCountsOnce() {
    ObjectNode event = project.event("a");
    project.save(event);
    project.save(event);
    OneProject.pass(Duration.ofDays(34));
    OneProject.Told told = project.save(event);

    assertThat(told.fates()).containsExactly("1: 0 - 1");
    assertThat(project.queries.summarize(project.issue(told.stream().getFirst())).timesSeen())
        .isOne();
  }

  @Test
  @DisplayName("C-289: a message of another kind is rejected, its neighbours are saved")
  void aMessageOfAnotherKindIsRejected() {
    ObjectNode other = project.event("a");
    other.put("type", "foo");
    OneProject.Told told = project.save(other, project.event("b"));

    assertThat(told.retried()).isEmpty();
    assertThat(told.fates()).containsExactlyInAnyOrder("1: 3 payload 1", "1: 0 - 1");
    assertThat(told.rejected()).containsExactly(SavingWorld.json(other.toString()));
  }

  @Test
  @DisplayName("C-290: an event of a project that nobody made has an outcome and no row")
  void anEventOfNobodysProjectHasNoRow() {
    ObjectNode event = project.event("a");
    event.put("project_id", 999_999_999L);
    OneProject.Told told = project.save(event);

    assertThat(told.fates()).containsExactly("1: 3 project_id 1");
    assertThat(told.outcomes().getFirst().path("project_id").asLong()).isZero();
    assertThat(told.rejected()).hasSize(1);
    for (String table : List.of("IssuesTable", "EventsTable", "UsageTable")) {
      assertThat(OneProject.items(table, ""))
          .allSatisfy((Item item) -> assertThat(item.pk()).doesNotContain("999999999"));
    }
  }

  @Test
  @DisplayName("C-308: attachments that could not be asked for are, and the event counts once")
  void attachmentsAreAskedForAgain() {
    ObjectNode event = project.event("a");
    event.putArray("attachments").addObject().put("id", "a").put("name", "a").put("size", 5);
    String queue = OneProject.WORLD.stack.queueUrl("AttachmentsQueue");
    Outage outage =
        new Outage(
            call -> call instanceof SendMessageBatchRequest sent && sent.queueUrl().equals(queue));
    OneProject.Told told = project.deliver(outage, 1, List.of(event.toString()));
    assertThat(told.retried()).hasSize(1);
    assertThat(told.jobs()).isEmpty();

    OneProject.Told again = project.save(event);
    assertThat(again.jobs()).hasSize(1);
    assertThat(again.jobs().getFirst().path("issue_id"))
        .isEqualTo(again.stream().getFirst().path("group_id"));
    assertThat(project.queries.summarize(project.issues().getFirst()).timesSeen()).isOne();
  }

  @Test
  void aRejectionIsTakenBackWithItsOutcomeAndCountsAgainByAnotherId() {
    ObjectNode event = project.event("a");
    event.put("project_id", project.id + 1_000_000);
    String body = event.toString();
    String first = project.save(event).outcomes().getFirst().path("id").asText();
    String second = project.deliverAgain(body, 1).outcomes().getFirst().path("id").asText();
    assertThat(second).isEqualTo(first + ":1");
    assertThat(project.deliverAgain(body, 1).outcomes().getFirst().path("id").asText())
        .isEqualTo(second);

    new DynamoProjects(OneProject.WORLD.dynamoDb, OneProject.WORLD.stack.table("ProjectsTable"))
        .create(
            new Project(
                project.id + 1_000_000, 1, "late" + project.id, null, true, ProjectOptions.NONE));
    assertThat(project.deliverAgain(body, 2).fates()).containsExactly("1: 0 - 1");
  }

  @Test
  void whatKeepsFailingHasItsReasonNoted() {
    ObjectNode event = project.event("a");
    Outage outage = new Outage(call -> call instanceof PutObjectRequest);
    var reasons =
        new DynamoFailureReasons(
            OneProject.WORLD.dynamoDb,
            OneProject.WORLD.stack.table("EventsTable"),
            OneProject.WORLD.clock);
    project.deliver(outage, 2, List.of(event.toString()));
    assertThat(reasons.find(List.of("m0"))).isEmpty();
    OneProject.pass(HIDDEN);
    project.deliver(outage, 3, List.of(event.toString()));
    assertThat(reasons.find(List.of("m0", "m1")))
        .containsOnlyKeys("m0")
        .hasEntrySatisfying("m0", reason -> assertThat(reason).contains("out of reach"));
  }

  @Test
  @DisplayName("C-205: a report that came before its event is found with it")
  void aReportThatCameBeforeItsEventIsFoundWithIt() {
    ObjectNode event = project.event("a");
    OneProject.payload(event).put("environment", "staging");
    project.save(report(OneProject.id(event), "", "it broke"));
    JsonNode told = project.save(event).stream().getFirst();

    var listed = project.queries.recentEvents(project.issue(told)).events().getFirst();
    assertThat(listed.eventId()).isEqualTo(OneProject.id(event));
    assertThat(reports().find(project.id, listed.eventId()))
        .hasValueSatisfying(kept -> assertThat(kept.report().comments()).isEqualTo("it broke"));
    assertThat(project.stored(told).path("environment").asText()).isEqualTo("staging");
  }

  @Test
  void aReportStaysWhatItWasWhateverComesAfterIt() {
    ObjectNode event = project.event("a");
    String eventId = OneProject.id(event);
    ObjectNode first = report(eventId, "", "first");
    assertThat(project.save(first).fates()).containsExactly("14: 0 - 1");
    OneProject.pass(Duration.ofMinutes(2));
    ObjectNode second = report(eventId, "", "second");
    assertThat(project.save(second).fates()).containsExactly("14: 0 - 1");
    project.save(OneProject.later(event, -3600));

    assertThat(project.save(first).fates()).as("redelivered").containsExactly("14: 0 - 1");
    assertThat(reports().find(project.id, eventId).orElseThrow().report().comments())
        .isEqualTo("second");
    assertThat(project.save(report(eventId, "", "third")).fates())
        .containsExactly("14: 1 old-event 1");
  }

  @Test
  void aReportThatIsOvertakenIsAcceptedAndLeavesTheLaterOne() {
    String eventId = OneProject.id(project.event("a"));
    ObjectNode early = report(eventId, "", "early");
    OneProject.pass(Duration.ofMinutes(1));
    project.save(report(eventId, "", "late"));

    assertThat(project.save(early).fates()).containsExactly("14: 0 - 1");
    assertThat(reports().find(project.id, eventId).orElseThrow().report().comments())
        .isEqualTo("late");
  }

  @Test
  void aReportNamesTheUserOfItsEventUnlessItHasAName() {
    ObjectNode event = project.event("a");
    OneProject.payload(event).putObject("user").put("id", "1");
    project.save(event);
    project.save(report(OneProject.id(event), "Ann", "it broke"));
    assertThat(user().text("display_name")).isEqualTo("Ann");

    ObjectNode another = project.event("a");
    OneProject.payload(another).putObject("user").put("id", "1");
    project.save(another);
    project.save(report(OneProject.id(another), "Bob", "it broke"));
    assertThat(user().text("display_name")).isEqualTo("Ann");
  }

  @Test
  void aReportBeforeItsEventNamesTheUserOfItsAddress() {
    ObjectNode event = project.event("a");
    OneProject.payload(event).putObject("user").put("email", "ann@example.com");
    project.save(event);
    ObjectNode report = report("f".repeat(32), "Ann", "it broke");
    OneProject.payload(report).put("email", "ann@example.com");
    project.save(report);
    assertThat(user().text("display_name")).isEqualTo("Ann");
  }

  private Item user() {
    return OneProject.items("IssuesTable", "U#" + project.id + "#").getFirst();
  }

  private ObjectNode report(String eventId, String name, String comments) {
    ObjectNode message = project.message("user_report");
    OneProject.payload(message)
        .put("event_id", eventId)
        .put("name", name)
        .put("comments", comments);
    return message;
  }

  private static DynamoUserReports reports() {
    return new DynamoUserReports(
        OneProject.WORLD.dynamoDb,
        OneProject.WORLD.stack.table("EventsTable"),
        OneProject.WORLD.clock,
        Duration.ofDays(90));
  }
}
