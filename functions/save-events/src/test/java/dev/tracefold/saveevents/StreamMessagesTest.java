package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.aws.Item;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/** What is stored of a payload and told of it on the issue stream (event-saving 18, 19). */
final class StreamMessagesTest {

  /** The hash of nothing, which is what a plain transaction has. */
  private static final String NO_HASH = "d41d8cd98f00b204e9800998ecf8427e";

  private final OneProject project = new OneProject();

  @Test
  @DisplayName("C-248: a transaction has no issue and counts for its project alone")
  void aTransactionHasNoIssue() {
    ObjectNode transaction = project.transaction("GET /");
    ObjectNode withFingerprint = project.transaction("GET /");
    OneProject.payload(withFingerprint).putArray("fingerprint").add("a".repeat(32));
    OneProject.Told told = project.save(transaction, withFingerprint);

    assertThat(told.fates()).containsExactly("2: 0 - 1", "2: 0 - 1");
    assertThat(told.stream())
        .allSatisfy(
            message -> {
              assertThat(message.path("group_id").isNull()).isTrue();
              assertThat(message.path("is_new").booleanValue()).isFalse();
              assertThat(message.path("is_regression").isBoolean()).isTrue();
              assertThat(message.path("is_regression").booleanValue()).isFalse();
              assertThat(message.path("is_new_group_environment").booleanValue()).isFalse();
              assertThat(message.path("skip_consume").booleanValue()).isFalse();
            })
        .anySatisfy(
            message -> assertThat(message.path("primary_hash").asText()).isEqualTo(NO_HASH));
    assertThat(project.issues()).isEmpty();
    assertThat(OneProject.items("IssuesTable", "H#" + project.id + "#")).isEmpty();
    assertThat(OneProject.items("UsageTable", "S#" + project.id + "#"))
        .extracting(row -> row.sk().replaceAll("#.*", "") + " " + row.number("n"))
        .containsExactly("transaction 2");
  }

  @Test
  @DisplayName("C-259: an event that is sent again with another text stays what it was")
  void aSecondEventOfOneIdIsADuplicate() {
    ObjectNode first = project.event("first");
    ObjectNode second = project.event("second");
    second.put("event_id", OneProject.id(first));
    OneProject.payload(second).put("event_id", OneProject.id(first));
    JsonNode told = project.save(first).stream().getFirst();
    JsonNode again = project.save(second).stream().getFirst();

    assertThat(again.path("id")).isEqualTo(told.path("id"));
    assertThat(again.path("payload")).isEqualTo(told.path("payload"));
    assertThat(project.stored(again).path("logentry").path("formatted").asText())
        .isEqualTo("first");
    assertThat(project.queries.summarize(project.issue(told)).timesSeen()).isOne();
  }

  @Test
  @DisplayName("C-260: the stream points to the payload, which keeps what processing left in it")
  void theStreamPointsToThePayload() {
    ObjectNode event = project.event("a");
    event.put("normalized", true);
    OneProject.payload(event).putObject("debug_meta").putArray("images");
    OneProject.payload(event).putObject("_meta").putObject("message");
    JsonNode told = project.save(event).stream().getFirst();

    assertThat(told.has("data")).isFalse();
    assertThat(told.toString()).doesNotContain("debug_meta", "_meta\"");
    assertThat(project.stored(told).has("debug_meta")).isTrue();
    assertThat(project.stored(told).has("_meta")).isTrue();
  }

  @Test
  @DisplayName("C-261, C-262: whether an event is a regression is null where that is no question")
  void whatIsNoQuestionIsNull() {
    OneProject.Told first = project.save(project.event("a"));
    OneProject.Told second = project.save(project.event("a"));

    assertThat(first.stream().getFirst().path("is_regression").isBoolean()).isTrue();
    assertThat(second.stream().getFirst().path("is_regression").isNull()).isTrue();
    assertThat(second.stream().getFirst().path("skip_consume").booleanValue()).isFalse();
    assertThat(second.fates()).containsExactly("1: 0 - 1");
  }

  @Test
  @DisplayName("C-263: an event that the stream did not take comes again and is counted once")
  void whatTheStreamDidNotTakeComesAgain() {
    ObjectNode event = project.event("a");
    String queue = OneProject.WORLD.stack.queueUrl("IssueStreamQueue");
    Outage outage =
        new Outage(
            call -> call instanceof SendMessageBatchRequest sent && sent.queueUrl().equals(queue));
    OneProject.Told told = project.deliver(outage, 1, List.of(event.toString()));
    assertThat(outage.calls()).isPositive();
    assertThat(told.retried()).hasSize(1);
    assertThat(told.outcomes()).isEmpty();

    OneProject.pass(Duration.ofMinutes(11));
    OneProject.Told again = project.save(event);
    assertThat(again.stream()).hasSize(1);
    assertThat(again.stream().getFirst().path("is_new").booleanValue()).isTrue();
    assertThat(again.fates()).containsExactly("1: 0 - 1");
    assertThat(project.queries.summarize(project.issues().getFirst()).timesSeen()).isOne();
  }

  @Test
  @DisplayName("C-265: the stream says for how many days an event is kept")
  void theStreamSaysHowLongAnEventIsKept() {
    JsonNode told = project.save(project.event("a")).stream().getFirst();
    assertThat(told.path("retention_days").asInt()).isEqualTo(90);
  }

  @Test
  @DisplayName("C-285: the stored payload is the final one, with its sizes and time of storing")
  void theStoredPayloadIsFinal() {
    ObjectNode event = project.event("käse \uD83E\uDDC0");
    OneProject.payload(event).put("release", "1.0").putObject("user").put("id", "1");
    JsonNode told = project.save(event).stream().getFirst();
    ObjectNode stored = project.stored(told);

    assertThat(stored.path("title").asText()).isEqualTo("käse \uD83E\uDDC0");
    assertThat(stored.path("hashes").get(0)).isEqualTo(told.path("primary_hash"));
    assertThat(stored.path("tags").toString())
        .contains("[\"sentry:release\",\"1.0\"]", "[\"sentry:user\",\"id:1\"]");
    assertThat(stored.path("_ref").asLong()).isEqualTo(project.id);
    assertThat(stored.path("_ref_version").asInt()).isEqualTo(2);
    assertThat(stored.path("nodestore_insert").asLong())
        .isEqualTo(OneProject.now().getEpochSecond());
    ObjectNode before = stored.deepCopy();
    before.remove(List.of("_metrics", "nodestore_insert"));
    assertThat(stored.path("_metrics").path("bytes.stored.event").asLong())
        .isEqualTo(escaped(before.toString()).length());
  }

  @Test
  @DisplayName("C-238: sizes of kept attachments are added to what the payload says already")
  void sizesOfAttachmentsAreAdded() {
    ObjectNode event = project.event("a");
    event.put("normalized", true);
    OneProject.payload(event)
        .putObject("_metrics")
        .put("bytes.ingested.event", 99)
        .put("bytes.stored.event.attachment", 3)
        .put("flag.processing.error", true);
    event
        .putArray("attachments")
        .add(attachment("a", 5, "event.attachment"))
        .add(attachment("b", 7, "event.attachment"))
        .add(attachment("c", 11, "event.view_hierarchy"))
        .add(attachment("d", 13, "event.minidump"))
        .add(attachment("e", 17, "event.attachment").put("rate_limited", true));
    ObjectNode stored = project.stored(project.save(event).stream().getFirst());
    ObjectNode sizes = (ObjectNode) stored.path("_metrics");

    assertThat(sizes.path("bytes.stored.event.attachment").asLong()).isEqualTo(15);
    assertThat(sizes.path("bytes.stored.event.view_hierarchy").asLong()).isEqualTo(11);
    assertThat(sizes.has("bytes.stored.event.minidump")).isFalse();
    assertThat(sizes.path("bytes.ingested.event").asLong()).isEqualTo(99);
    assertThat(sizes.path("bytes.stored.event").asLong()).isPositive();
  }

  @Test
  @DisplayName("C-303: two default markers are a salt: another hash than the plain default")
  void twoDefaultMarkersAreASalt() {
    ObjectNode plain = project.event("a");
    ObjectNode one = project.event("a");
    OneProject.payload(one).putArray("fingerprint").add("{{ default }}");
    ObjectNode two = project.event("a");
    OneProject.payload(two).putArray("fingerprint").add("{{ default }}").add("{{ default }}");
    Map<String, String> hashes = new HashMap<>();
    project.save(plain, one, two).stream()
        .forEach(
            message ->
                hashes.put(
                    message.path("event_id").asText(), message.path("primary_hash").asText()));

    assertThat(hashes.get(OneProject.id(one))).isEqualTo(hashes.get(OneProject.id(plain)));
    assertThat(hashes.get(OneProject.id(two))).isNotEqualTo(hashes.get(OneProject.id(plain)));
  }

  @Test
  void everyItemThatIsStoredHasAFormatVersion() {
    ObjectNode event = project.event("a");
    OneProject.payload(event).put("release", "1.0").putObject("user").put("id", "1");
    project.save(event, project.transaction("GET /"));
    for (String table : List.of("IssuesTable", "EventsTable", "UsageTable")) {
      assertThat(OneProject.items(table, ""))
          .as(table)
          .isNotEmpty()
          .allSatisfy((Item item) -> assertThat(item.number("v")).isPositive());
    }
  }

  private static ObjectNode attachment(String id, long size, String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("name", id + ".txt")
        .put("size", size)
        .put("chunks", 1)
        .put("type", type);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (c < 0x80) {
                escaped.append((char) c);
              } else {
                escaped.append("\\u%04x".formatted(c));
              }
            });
    return escaped.toString();
  }
}
