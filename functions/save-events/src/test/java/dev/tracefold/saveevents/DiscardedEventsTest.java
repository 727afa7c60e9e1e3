package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.EventUser;
import dev.tracefold.aws.Item;
import dev.tracefold.killswitch.KillSwitch;
import dev.tracefold.project.ProjectOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events that are dropped on somebody's wish, and their attachments (event-saving 15, 16, 20). */
final class DiscardedEventsTest {

  /** A checksum that is no hash gives two: its MD5, then the text itself. */
  private static final String CHECKSUM = "invalid checksum hash";

  private static final String MD5 = "c898ee4fb1840ad27c602262ef80c3d2";
  private static final String A32 = "a".repeat(32);

  private final OneProject project = new OneProject();

  @AfterEach
  void unset() {
    OneProject.setDeploymentOptions(ProjectOptions.NONE);
  }

  @Test
  @DisplayName("C-214: a hash with a tombstone keeps it when its event joins an issue before it")
  void aTombstoneBehindAnIssueStays() {
    JsonNode first = project.save(withChecksum("a", MD5)).stream().getFirst();
    tombstone(CHECKSUM);
    JsonNode joined = project.save(withChecksum("b", CHECKSUM)).stream().getFirst();

    assertThat(joined.path("group_id")).isEqualTo(first.path("group_id"));
    assertThat(hashRow(CHECKSUM).optionalNumber("issue")).isEmpty();
    assertThat(hashRow(CHECKSUM).text("tombstone")).isEqualTo("t1");
  }

  @Test
  @DisplayName("C-214: a tombstone before an issue discards")
  void aTombstoneBeforeAnIssueDiscards() {
    JsonNode owner = project.save(withChecksum("a", A32)).stream().getFirst();
    Item owned = hashRow(A32);
    OneProject.WORLD.dynamoDb.putItem(
        put ->
            put.tableName(OneProject.WORLD.stack.table("IssuesTable"))
                .item(
                    Item.at("H#%d#%s".formatted(project.id, CHECKSUM), "HASH")
                        .with("issue", owned.number("issue"))
                        .attributes()));
    tombstone(MD5);
    OneProject.Told told = project.save(withChecksum("b", CHECKSUM));

    assertThat(told.fates()).containsExactly("1: 1 discarded-hash 1");
    assertThat(told.stream()).isEmpty();
    assertThat(project.queries.summarize(project.issue(owner)).timesSeen()).isOne();
  }

  @Test
  @DisplayName("C-215, C-284: the switch against new issues discards as a tombstone does")
  void theSwitchAgainstNewIssuesDiscards() {
    project.save(project.event("known"));
    OneProject.setDeploymentOptions(
        shedding(KillSwitch.ISSUE_CREATION, Map.of("platform", "null")));
    ObjectNode event = project.event("unknown");
    OneProject.payload(event).put("release", "1.0").putObject("user").put("id", "1");
    event.putArray("attachments").add(attachment("a", 5)).add(attachment("b", 0));
    OneProject.Told told = project.save(event, project.event("known"));

    assertThat(told.retried()).isEmpty();
    assertThat(told.fates())
        .containsExactlyInAnyOrder(
            "1: 1 discarded-hash 1", "4: 1 discarded-hash 5", "4: 1 discarded-hash 0", "1: 0 - 1");
    assertThat(told.jobs()).isEmpty();
    assertThat(project.issues()).hasSize(1);
    assertThat(OneProject.items("IssuesTable", "H#" + project.id + "#"))
        .as("rows of hashes that lead somewhere")
        .allSatisfy(row -> assertThat(row.pk()).doesNotContain(hashOf("unknown")));
    assertThat(OneProject.items("IssuesTable", "U#" + project.id + "#")).hasSize(1);
    assertThat(OneProject.items("IssuesTable", "P#%d#RELEASES".formatted(project.id))).hasSize(1);
  }

  @Test
  @DisplayName("C-216: a discarded security report counts as one")
  void aDiscardedSecurityReportCountsAsOne() {
    ObjectNode report = project.message("event");
    OneProject.payload(report)
        .put("type", "csp")
        .put("checksum", A32)
        .putObject("csp")
        .put("effective_directive", "img-src")
        .put("blocked_uri", "https://example.com/x.png");
    tombstone(A32);

    assertThat(project.save(report).fates()).containsExactly("3: 1 discarded-hash 1");
  }

  @Test
  void theSwitchAgainstSavingFiltersWhatWasNotSavedBefore() {
    ObjectNode before = project.event("a");
    project.save(before);
    OneProject.setDeploymentOptions(
        shedding(KillSwitch.SAVE_EVENT, Map.of("event_type", "null", "platform", "null")));
    ObjectNode after = project.event("a");
    after.putArray("attachments").add(attachment("a", 5));

    assertThat(project.save(before, after).fates())
        .containsExactlyInAnyOrder("1: 0 - 1", "1: 1 load-shed 1", "4: 1 load-shed 5");
    assertThat(project.queries.summarize(project.issues().getFirst()).timesSeen()).isOne();
  }

  @Test
  void theSwitchesAtTheDoorFilterWhatWasNotSavedBefore() {
    ObjectNode before = project.event("a");
    before.putArray("attachments").add(attachment("a", 5));
    project.save(before);
    OneProject.setDeploymentOptions(
        shedding(KillSwitch.PIPELINE, Map.of("event_id", "null", "has_attachments", "true")));
    ObjectNode after = project.event("a");
    after.putArray("attachments").add(attachment("a", 5));
    ObjectNode without = project.event("a");

    assertThat(project.save(before, after, without).fates())
        .containsExactlyInAnyOrder("1: 0 - 1", "1: 1 load-shed 1", "4: 1 load-shed 5", "1: 0 - 1");
    assertThat(project.queries.summarize(project.issues().getFirst()).timesSeen()).isEqualTo(2);

    OneProject.setDeploymentOptions(
        shedding(
            KillSwitch.PARSED_PIPELINE,
            Map.of(
                "organization_id", "1",
                "event_type", "\"transaction\"",
                "has_attachments", "null",
                "event_id", "null")));
    assertThat(project.save(project.transaction("GET /"), project.event("a")).fates())
        .containsExactlyInAnyOrder("2: 1 load-shed 1", "1: 0 - 1");
  }

  @Test
  @DisplayName("C-223: where a project says nothing, the limit of the deployment holds")
  void theDeploymentLimitsCrashReports() {
    ProjectOptions two = ProjectOptions.NONE.with("sentry:store_crash_reports", IntNode.valueOf(2));
    OneProject.setDeploymentOptions(two);
    OneProject own =
        new OneProject(ProjectOptions.NONE.with("sentry:store_crash_reports", IntNode.valueOf(0)));
    for (OneProject one : List.of(project, own)) {
      ObjectNode event = one.event("a");
      for (String id : List.of("a", "b", "c")) {
        event.withArray("/attachments").add(attachment(id, 8).put("type", "event.minidump"));
      }
      OneProject.Told told = one.save(event);
      int kept = one == own ? 0 : 2;
      assertThat(told.jobs()).hasSize(kept);
      assertThat(told.fates())
          .filteredOn(fate -> fate.equals("4: 1 crash-report-limit 8"))
          .hasSize(3 - kept);
      assertThat(
              one.stored(told.stream().getFirst())
                  .path("metadata")
                  .path("stripped_crash")
                  .asBoolean())
          .isEqualTo(one != own);
    }
  }

  private ObjectNode withChecksum(String text, String checksum) {
    ObjectNode event = project.event(text);
    OneProject.payload(event).put("checksum", checksum);
    return event;
  }

  private static ObjectNode attachment(String id, long size) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("name", id)
        .put("size", size)
        .put("chunks", 1);
  }

  private void tombstone(String hash) {
    OneProject.WORLD.dynamoDb.putItem(
        put ->
            put.tableName(OneProject.WORLD.stack.table("IssuesTable"))
                .item(
                    Item.at("H#%d#%s".formatted(project.id, hash), "HASH")
                        .with("tombstone", "t1")
                        .attributes()));
  }

  private Item hashRow(String hash) {
    return OneProject.row("IssuesTable", "H#%d#%s".formatted(project.id, hash), "HASH");
  }

  /** What groups a message: its MD5. */
  private static String hashOf(String text) {
    return EventUser.hashOfEmail(text);
  }

  /** A condition on this project; the other fields as JSON. */
  private ProjectOptions shedding(KillSwitch killSwitch, Map<String, String> fields) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode().put("project_id", project.id);
    fields.forEach((name, json) -> condition.set(name, json(json)));
    return ProjectOptions.NONE.with(
        killSwitch.option(), JsonNodeFactory.instance.arrayNode().add(condition));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
