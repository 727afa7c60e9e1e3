package dev.tracefold.saveevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.saving.EventMessageReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/** What goes wrong with one message is nothing to its neighbours; each has one fate (issue 4). */
final class BadMessagesTest {

  private static final SavingWorld WORLD = OneProject.WORLD;
  private static final int DELIVERIES_MAX =
      Objects.requireNonNull(WORLD.stack.template().queue("EventsQueue").redrive())
          .maxReceiveCount();

  private final OneProject project = new OneProject();

  @Test
  @DisplayName("poison among good ones: it fails alone, the others are saved by the third delivery")
  void poisonAmongGoodOnes() {
    Map<String, String> open = new LinkedHashMap<>();
    open.put("poison", fingerprinted("poison").toString());
    for (int i = 0; i < 20; i++) {
      open.put("good" + i, fingerprinted("good").toString());
    }
    // Whatever would write the hash of the poison fails: its issue cannot even be created.
    Outage outage =
        new Outage(
            call ->
                call instanceof TransactWriteItemsRequest writes
                    && writes.toString().contains("poisoned"));
    for (int delivery = 1; delivery <= 3; delivery++) {
      Set<String> back = deliver(outage, delivery, open);
      open.keySet().retainAll(back);
    }
    assertThat(open).containsOnlyKeys("poison");
    for (int delivery = 4; delivery <= DELIVERIES_MAX; delivery++) {
      assertThat(deliver(outage, delivery, open)).containsExactly("poison");
    }
    assertThat(outage.calls()).isGreaterThanOrEqualTo(DELIVERIES_MAX);
    assertThat(timesSeen()).isEqualTo(20);
    assertThat(WORLD.drain("OutcomesQueue")).hasSize(20);
  }

  @Test
  @DisplayName("dead-letter redrive: an event that was counted before it failed counts once")
  void aRedrivenDeadLetterCountsOnce() {
    String body = fingerprinted("a").toString();
    String queue = WORLD.stack.queueUrl("OutcomesQueue");
    Outage outage =
        new Outage(
            call -> call instanceof SendMessageBatchRequest sent && sent.queueUrl().equals(queue));
    for (int delivery = 1; delivery <= DELIVERIES_MAX; delivery++) {
      assertThat(deliver(outage, delivery, Map.of("m", body))).containsExactly("m");
    }
    assertThat(timesSeen()).as("counted, and a dead letter").isOne();

    // Redriven: the same body in a new message.
    assertThat(deliver(new Outage(call -> false), 1, Map.of("redriven", body))).isEmpty();
    assertThat(timesSeen()).isOne();
    assertThat(WORLD.drain("OutcomesQueue"))
        .extracting(outcome -> outcome.path("outcome").asInt())
        .containsExactly(0);
    List<Item> usage = OneProject.items("UsageTable", "U#" + project.id + "#");
    assertThat(usage.stream().mapToLong(row -> row.number("item_count")).sum()).isOne();
  }

  @Test
  @DisplayName("unknown project, disabled project, oversized: one outcome each, neighbours saved")
  void whatCanNeverSucceedLeavesItsNeighboursAlone() throws IOException {
    long disabled = project.id + 2_000_000;
    var projects = new DynamoProjects(WORLD.dynamoDb, WORLD.stack.table("ProjectsTable"));
    projects.create(new Project(disabled, 1, "off" + disabled, null, false, ProjectOptions.NONE));
    ObjectNode ofNobody = project.event("a");
    ofNobody.put("project_id", project.id + 3_000_000);
    ObjectNode ofDisabled = project.event("a");
    ofDisabled.put("project_id", disabled);
    ObjectNode oversized = project.event("a");
    oversized.remove("payload");
    oversized.put("payload_ref", "huge");
    stage("staging/payload/%d/%s/huge".formatted(project.id, OneProject.id(oversized)));

    OneProject.Told told =
        project.save(project.event("a"), ofNobody, ofDisabled, oversized, project.event("a"));

    assertThat(told.retried()).isEmpty();
    assertThat(told.fates())
        .containsExactlyInAnyOrder(
            "1: 0 - 1", "1: 3 project_id 1", "1: 3 project_id 1", "1: 3 too_large 1", "1: 0 - 1");
    assertThat(told.outcomes())
        .extracting(outcome -> outcome.path("project_id").asLong())
        .containsExactlyInAnyOrder(project.id, 0L, disabled, project.id, project.id);
    assertThat(told.rejected()).hasSize(3);
    assertThat(timesSeen()).isEqualTo(2);
    for (String table : List.of("IssuesTable", "EventsTable", "UsageTable")) {
      assertThat(OneProject.items(table, ""))
          .allSatisfy(item -> assertThat(item.pk()).doesNotContain("#" + disabled));
    }

    projects.update(new Project(disabled, 1, "off" + disabled, null, true, ProjectOptions.NONE));
    assertThat(project.deliverAgain(ofDisabled.toString(), 1).fates())
        .as("switched on again and sent back")
        .containsExactly("1: 0 - 1");
  }

  /** A JSON text of a byte too many, which takes little space. */
  private static void stage(String key) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("{\"message\": \"".getBytes(UTF_8));
      gzip.write("x".repeat(EventMessageReader.PAYLOAD_BYTES_MAX).getBytes(UTF_8));
      gzip.write("\"}".getBytes(UTF_8));
    }
    WORLD.s3.putObject(
        put -> put.bucket(WORLD.stack.bucket()).key(key),
        RequestBody.fromBytes(bytes.toByteArray()));
  }

  /** An event whose hash is this text. */
  private ObjectNode fingerprinted(String hash) {
    ObjectNode event = project.event("m");
    OneProject.payload(event).put("checksum", hash + "ed");
    return event;
  }

  private long timesSeen() {
    return project.queries.list(project.id, Set.of(IssueStatus.values()), 9).issues().stream()
        .mapToLong(IssueSummary::timesSeen)
        .sum();
  }

  private static Set<String> deliver(Outage outage, int delivery, Map<String, String> bodies) {
    List<SQSMessage> messages = new ArrayList<>();
    bodies.forEach((id, body) -> messages.add(SavingWorld.message(id, body, delivery)));
    return new HashSet<>(
        SavingWorld.deliver(
            WORLD.newHandler(ThreadLocalRandom.current().nextLong(), outage), messages));
  }
}
