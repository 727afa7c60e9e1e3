package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What SDKs of others send arrives whole: from calls of their own to messages on the queues. Those
 * that are no Java are skipped where they are not installed.
 */
@ExtendWith(SkippedAloud.class)
final class SdkTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void theJavaSdkSendsErrorsMessagesFeedbackAndTransactions() throws Exception {
    try (TestSystem system = TestSystem.startIntakeOnly()) {
      String id = JavaApplication.send(system.connection().dsn());
      JsonNode messages = messages(system, 4);
      checkError(system, messages.path("error"), id, "IllegalStateException");
      assertThat(messages.path("message").toString()).contains("stock is low");
      assertThat(messages.path("transaction").at("/payload/transaction").asText())
          .isEqualTo("GET /cart");
      checkFeedback(messages.path("feedback"), id);
    }
  }

  @Test
  void theNodeSdkSendsErrorsMessagesFeedbackAndTransactions() throws Exception {
    Path node = InstalledSdks.program("node");
    InstalledSdks.installed("@sentry/node");
    try (TestSystem system = TestSystem.startIntakeOnly()) {
      String id =
          InstalledSdks.run(
              Map.of("SENTRY_DSN", system.connection().dsn()), List.of(node.toString(), "node.js"));
      JsonNode messages = messages(system, 4);
      checkError(system, messages.path("error"), id, "Error");
      assertThat(messages.path("message").toString()).contains("stock is low");
      assertThat(messages.path("transaction").at("/payload/transaction").asText())
          .isEqualTo("GET /cart");
      checkFeedback(messages.path("feedback"), id);
    }
  }

  @Test
  void theBrowserSdkSendsErrorsOfAPage() throws Exception {
    try (TestSystem system = TestSystem.startIntakeOnly();
        BrowserPage page = BrowserPage.open(folder, system.connection().dsn())) {
      JsonNode message = messages(system, 1).path("error");
      assertThat(page.isOpen()).isTrue();
      JsonNode event = message.path("payload");
      assertThat(event.at("/exception/values/0/type").asText()).isEqualTo("RangeError");
      assertThat(event.at("/request/url").asText()).endsWith("/cart");
      assertThat(event.at("/contexts/browser/name").asText()).contains("Chrom");
      assertThat(event.at("/contexts/os").has("name")).isTrue();
      assertThat(event.at("/user/ip_address").asText()).isEqualTo("127.0.0.1");
      assertThat(tags(event)).containsEntry("flavour", "vanilla");
      checkAttachment(system, message);
    }
  }

  @Test
  void sentryCliSendsEventsAndEnvelopes() throws Exception {
    String cli = InstalledSdks.installed(".bin/sentry-cli").toString();
    InstalledSdks.program("node");
    Path envelope =
        Files.writeString(
            folder.resolve("some.envelope"),
            """
            {"event_id":"0123456789abcdef0123456789abcdef"}
            {"type":"event"}
            {"exception":{"values":[{"type":"OSError","value":"disk full"}]}}
            {"type":"attachment","length":8,"filename":"notes.txt"}
            attached
            """);
    try (TestSystem system = TestSystem.startIntakeOnly()) {
      Map<String, String> environment = Map.of("SENTRY_DSN", system.connection().dsn());
      InstalledSdks.run(
          environment,
          List.of(
              cli,
              "send-event",
              "-l",
              "warning",
              "-m",
              "stock is low",
              "-t",
              "flavour:vanilla",
              "-r",
              "shop@1.2.3"));
      InstalledSdks.run(environment, List.of(cli, "send-envelope", envelope.toString()));
      JsonNode messages = messages(system, 2);
      JsonNode event = messages.path("message").path("payload");
      assertThat(event.at("/logentry/formatted").asText()).isEqualTo("stock is low");
      assertThat(event.path("release").asText()).isEqualTo("shop@1.2.3");
      assertThat(tags(event)).containsEntry("flavour", "vanilla");
      assertThat(messages.path("error").toString()).contains("disk full");
      checkAttachment(system, messages.path("error"));
    }
  }

  /** The error that each of the applications sends. */
  private static void checkError(TestSystem system, JsonNode message, String id, String type) {
    assertThat(message.path("event_id").asText()).isEqualTo(id);
    JsonNode event = message.path("payload");
    List<String> types = event.path("exception").path("values").findValuesAsText("type");
    assertThat(types).contains(type);
    assertThat(event.toString()).contains("card refused", "no amount", "added a pear");
    assertThat(event.path("release").asText()).isEqualTo("shop@1.2.3");
    assertThat(event.path("environment").asText()).isEqualTo("production");
    assertThat(event.at("/user/id").asText()).isEqualTo("42");
    assertThat(tags(event)).containsEntry("flavour", "vanilla");
    assertThat(event.at("/grouping_config/id").asText()).isEqualTo("newstyle:2019-10-29");
    checkAttachment(system, message);
  }

  private static void checkAttachment(TestSystem system, JsonNode message) {
    JsonNode attachment = message.path("attachments").path(0);
    assertThat(attachment.path("name").asText()).isEqualTo("notes.txt");
    assertThat(attachment.path("size").asInt()).isEqualTo("attached".length());
    try (S3Client s3 = system.connection().s3()) {
      String key =
          "staging/chunks/1/%s/%s/0"
              .formatted(message.path("event_id").asText(), attachment.path("id").asText());
      String staged =
          s3.getObjectAsBytes(request -> request.bucket(system.connection().bucket()).key(key))
              .asUtf8String();
      assertThat(staged).isEqualTo("attached");
    }
  }

  private static void checkFeedback(JsonNode message, String id) {
    assertThat(message.path("event_id").asText()).isEqualTo(id);
    assertThat(message.at("/payload/comments").asText()).isEqualTo("it broke");
    assertThat(message.at("/payload/email").asText()).isEqualTo("ada@example.com");
  }

  /** The messages on the events queue by what they are. */
  private static JsonNode messages(TestSystem system, int expected)
      throws JsonProcessingException, InterruptedException {
    ObjectNode messages = JSON.createObjectNode();
    for (var message : system.await("EventsQueue", expected)) {
      JsonNode body = JSON.readTree(message.body());
      messages.set(kind(body), body);
    }
    assertThat(system.log()).isEmpty();
    assertThat(messages).hasSize(expected);
    return messages;
  }

  private static String kind(JsonNode message) {
    if (message.path("type").asText().equals("user_report")) {
      return "feedback";
    }
    JsonNode event = message.path("payload");
    if (event.path("type").asText().equals("transaction")) {
      return "transaction";
    }
    return event.path("level").asText().equals("warning") ? "message" : "error";
  }

  private static Map<String, String> tags(JsonNode event) {
    Map<String, String> tags = new HashMap<>();
    event.path("tags").forEach(tag -> tags.put(tag.path(0).asText(), tag.path(1).asText()));
    return tags;
  }
}
