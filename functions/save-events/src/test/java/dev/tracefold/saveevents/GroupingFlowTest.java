package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the configurations of a project to its issues (event-saving 9). */
final class GroupingFlowTest {

  private static final String A32 = "a".repeat(32);
  private static final String FAR_FUTURE = "9999999999";

  /** Grouped differently by the configurations of 2019-03 and of 2019-10. */
  private static final String EXCEPTION =
      "'platform': 'python', 'exception': [{'type': 'E', 'value': 'v', 'stacktrace': {'frames':"
          + " [{'function': 'f', 'module': 'm', 'filename': 'a.py', 'context_line': 'raise E',"
          + " 'in_app': true}]}}]";

  private final SavedProject saved = new SavedProject();

  @AfterEach
  void resetDeployment() {
    SavedProject.deploy("");
  }

  @Test
  @DisplayName("C-068: the stream has the hash of a message as primary hash")
  void theStreamHasThePrimaryHash() {
    SavedProject.WORLD.drain("IssueStreamQueue");
    String id = saved.save("'message': 'foo'");

    assertThat(SavedProject.WORLD.drain("IssueStreamQueue"))
        .filteredOn(message -> message.path("event_id").asText().equals(id))
        .singleElement()
        .extracting(message -> message.path("primary_hash").asText())
        .isEqualTo("acbd18db4cc2f85cedef654fccc4a4d8");
  }

  @Test
  @DisplayName("C-069, C-070: messages make issues, a fingerprint brings them together")
  void messagesMakeIssuesAndAFingerprintBringsThemTogether() {
    saved.save("'message': 'foo bar'");
    saved.save("'message': 'foo baz'");
    assertThat(saved.issues()).hasSize(2);

    var together = new SavedProject();
    together.save("'message': 'foo bar', 'fingerprint': ['" + A32 + "']");
    together.save("'message': 'foo baz', 'fingerprint': ['" + A32 + "']");
    assertThat(together.issues())
        .singleElement()
        .extracting(issue -> queries().summarize(issue).timesSeen())
        .isEqualTo(2L);
  }

  @Test
  @DisplayName("C-071, C-072: a fingerprint with the default in it makes an issue of its own")
  void aFingerprintWithTheDefaultMakesAnIssue() {
    saved.save("'message': 'foo', 'fingerprint': ['{{ default }}', '" + A32 + "']");
    saved.save("'message': 'foo', 'fingerprint': ['" + A32 + "']");
    String plain = saved.save("'message': 'foo'");

    assertThat(saved.issues()).hasSize(3);
    assertThat(saved.stored(plain).get("fingerprint").toString()).isEqualTo("[\"{{ default }}\"]");
  }

  @Test
  @DisplayName("C-073: a checksum is the hash of its issue, one that is no hash makes two")
  void aChecksumIsTheHashOfItsIssue() {
    saved.save("'checksum': '" + A32 + "'");
    assertThat(hashes()).containsExactly(A32);
    saved.save("'checksum': 'invalid checksum hash'");
    assertThat(hashes())
        .containsExactlyInAnyOrder(
            A32, "c898ee4fb1840ad27c602262ef80c3d2", "invalid checksum hash");
    assertThat(saved.issues()).hasSize(2);
  }

  @Test
  @DisplayName("C-077: a project that moved to another configuration keeps its issues")
  void aProjectThatMovedKeepsItsIssues() {
    String before = "'sentry:grouping_config': 'legacy:2019-03-12'";
    String after =
        "'sentry:grouping_config': 'newstyle:2019-10-29',"
            + "'sentry:secondary_grouping_config': 'legacy:2019-03-12',"
            + "'sentry:secondary_grouping_expiry': ";
    saved.set(before);
    saved.save(EXCEPTION);
    List<String> old = hashes();
    saved.set(after + FAR_FUTURE);
    saved.save(EXCEPTION);
    assertThat(hashes()).containsAll(old).hasSizeGreaterThan(old.size());
    saved.set(after + "0");
    String third = saved.save(EXCEPTION);

    assertThat(saved.issues())
        .singleElement()
        .extracting(issue -> queries().summarize(issue).timesSeen())
        .isEqualTo(3L);
    assertThat(texts(saved.stored(third).get("hashes"))).doesNotContainAnyElementsOf(old);

    var alone = new SavedProject(before);
    alone.save(EXCEPTION);
    alone.set(after + "0");
    alone.save(EXCEPTION);
    assertThat(alone.issues()).as("without the time of moving").hasSize(2);
  }

  @Test
  @DisplayName("C-082: a background configuration changes neither payload nor issue")
  void aBackgroundConfigurationChangesNothing() {
    ObjectNode plain = saved.stored(saved.save(EXCEPTION));
    SavedProject.deploy(
        "'store.background-grouping-config-id': 'mobile:2021-02-12',"
            + "'store.background-grouping-sample-rate': 1.0");
    ObjectNode measured = saved.stored(saved.save(EXCEPTION));

    assertThat(measured.put("event_id", plain.get("event_id").textValue())).isEqualTo(plain);
    assertThat(saved.issues()).hasSize(1);
  }

  @Test
  @DisplayName("C-086: an event is grouped by the configuration that was stamped on it")
  void anEventIsGroupedByItsStamp() {
    saved.set("'sentry:grouping_config': 'legacy:2019-03-12'");
    ObjectNode early = saved.stored(saved.save(EXCEPTION));
    assertThat(early.at("/grouping_config/id").textValue()).isEqualTo("legacy:2019-03-12");
    saved.set("'sentry:grouping_config': 'newstyle:2019-10-29'");
    ObjectNode waiting = early.deepCopy();
    waiting.remove("hashes");
    ObjectNode message = SavedProject.message("");
    message.set("payload", waiting);
    saved.save(SavedProject.instance(), List.of(message.put("normalized", true)));

    assertThat(saved.issues()).hasSize(1);
    saved.save(EXCEPTION);
    assertThat(saved.issues()).hasSize(2);
  }

  private static DynamoIssueQueries queries() {
    return new DynamoIssueQueries(
        SavedProject.WORLD.dynamoDb,
        SavedProject.WORLD.stack.table("IssuesTable"),
        SavedProject.WORLD.stack.table("EventsTable"));
  }

  /** The hashes of the project that lead anywhere. */
  private List<String> hashes() {
    String prefix = "H#" + saved.project.id() + "#";
    return SavedProject.rows(prefix).stream()
        .filter(row -> row.sk().equals("HASH"))
        .map(Item::pk)
        .map(pk -> pk.substring(prefix.length()))
        .collect(Collectors.toList());
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
