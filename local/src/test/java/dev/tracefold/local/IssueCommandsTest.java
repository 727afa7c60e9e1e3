package dev.tracefold.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.embedded.TestStacks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Issues, as a person looks at them. */
@TestInstance(Lifecycle.PER_CLASS)
class IssueCommandsTest {
  @TempDir private static Path root;

  private final TestSystem system = TestSystem.start();
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeAll
  void sendSamples() throws Exception {
    new Systems(root).announce(system.connection());
    try (var sender = new Sender(system.connection(), system.stack().template())) {
      for (String sample : new String[] {"two-releases", "python-chained-exception"}) {
        sender.send(TestStacks.root().resolve("events").resolve(sample + ".json"));
        assertThat(system.driver().awaitQuiet(Duration.ofSeconds(60))).as("quiet").isTrue();
      }
    }
  }

  @AfterAll
  void stop() {
    system.close();
  }

  @Test
  void issuesAreListedByProjectAndStatus() throws Exception {
    assertThat(run("issues")).isZero();
    assertThat(results()).contains("DEMO-1", "DEMO-2", "NullPointerException", "InvoiceError");
    assertThat(run("issues", "--project", "demo", "--status", "unresolved", "--json")).isZero();
    assertThat(new ObjectMapper().readTree(results())).hasSize(2);
    assertThat(run("issues", "--project", "1", "--status", "resolved")).isZero();
    assertThat(results()).contains("There are no such issues.");
    assertThat(run("issues", "--limit", "1")).isZero();
    assertThat(results().lines()).hasSize(2);
    assertThat(progress.toString(UTF_8)).contains("There are more; --limit shows them.");
  }

  @Test
  void anIssueIsShownWithTagsReleasesUsersAndItsLatestEvent() {
    assertThat(run("issue", "demo-1")).isZero();
    assertThat(results())
        .contains("Seen        5 times by 1 user")
        .contains("com.acme.checkout@1.5.0+1203 60 %, com.acme.checkout@1.4.0+1187 40 %")
        .contains("production since ")
        .contains("* at com.acme.checkout.payment.PaymentGateway.charge (PaymentGateway.java:6)");
  }

  @Test
  void anIssueIsFoundByItsIdToo() throws Exception {
    assertThat(run("issue", "DEMO-1", "--json")).isZero();
    JsonNode byShortId = new ObjectMapper().readTree(results());
    assertThat(run("issue", byShortId.path("id").asText(), "--json")).isZero();
    assertThat(new ObjectMapper().readTree(results())).isEqualTo(byShortId);
    assertThat(byShortId.path("users").path("count").asLong()).isEqualTo(1);
    assertThat(byShortId.path("events")).hasSize(5);
    assertThat(byShortId.path("latestEvent").path("event_id").asText())
        .isEqualTo(byShortId.path("events").get(0).path("id").asText());
  }

  @Test
  @DisplayName("C-205: what a user wrote is shown with the issue, also if it came before its event")
  void whatAUserWroteIsShownWithTheIssue() throws Exception {
    assertThat(run("create-project", "reported")).isZero();
    String eventId = "f".repeat(32);
    send(
        "{'type':'user_report','project_id':2,'payload':"
            + "{'event_id':'%s','name':'Ann','comments':'it broke'}}".formatted(eventId));
    send("{'project_id':2,'event_id':'%s','payload':{'message':'disk full'}}".formatted(eventId));
    assertThat(run("issue", "REPORTED-1")).isZero();
    assertThat(results()).containsPattern("What users wrote\n  .* Ann: it broke");
    assertThat(run("issue", "REPORTED-1", "--json")).isZero();
    assertThat(new ObjectMapper().readTree(results()).at("/userReports/0/event").asText())
        .isEqualTo(eventId);
  }

  private void send(String message) throws Exception {
    try (var sqs = system.connection().sqs()) {
      sqs.sendMessage(
          request ->
              request
                  .queueUrl(system.connection().queue("EventsQueue"))
                  .messageBody(message.replace('\'', '"')));
    }
    assertThat(system.driver().awaitQuiet(Duration.ofSeconds(60))).as("quiet").isTrue();
  }

  @Test
  void whatIsNotThereIsTold() {
    assertThat(run("issue", "DEMO-99")).isEqualTo(1);
    assertThat(progress.toString(UTF_8)).contains("there is no issue 'DEMO-99'");
    assertThat(run("issues", "--project", "nobody")).isEqualTo(1);
    assertThat(progress.toString(UTF_8)).contains("there is no project 'nobody'");
    assertThat(run("issues", "--limit", "0")).isEqualTo(2);
    assertThat(progress.toString(UTF_8)).contains("found --limit 0; expected 1 to 1000");
  }

  private int run(String... arguments) {
    results.reset();
    var terminal =
        new Terminal(
            new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8), false);
    return Tracefold.commandLine(root, terminal, new FunctionLog()).execute(arguments);
  }

  private String results() {
    return results.toString(UTF_8);
  }
}
