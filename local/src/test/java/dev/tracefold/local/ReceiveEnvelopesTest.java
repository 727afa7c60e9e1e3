package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Sentry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From HTTP to issues, by the functions behind the driver. */
class ReceiveEnvelopesTest {
  private static final Duration QUIET = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void anEventOfTheJavaSdkBecomesAnIssue() throws Exception {
    try (TestSystem system = TestSystem.start()) {
      Sentry.init(
          options -> {
            options.setDsn(system.connection().dsn());
            options.setRelease("shop@1.0");
          });
      String id = Sentry.captureException(new IllegalStateException("seen by the SDK")).toString();
      Sentry.flush(10_000);
      Sentry.close();
      assertThat(system.driver().awaitQuiet(QUIET)).as("quiet").isTrue();

      JsonNode issues = system.issues();
      assertThat(issues).hasSize(1);
      JsonNode issue = issues.get(0);
      assertThat(issue.path("title").asText()).isEqualTo("IllegalStateException: seen by the SDK");
      assertThat(issue.path("timesSeen").asLong()).isEqualTo(1);
      assertThat(issue.path("firstRelease").asText()).isEqualTo("shop@1.0");
      JsonNode shown = system.issue(issue.path("shortId").asText());
      assertThat(shown.path("latestEvent").path("event_id").asText()).isEqualTo(id);
      assertThat(
              shown.path("latestEvent").path("exception").path("values").get(0).path("stacktrace"))
          .isNotEmpty();
    }
  }

  @Test
  void aPlainEventAndAnEnvelopeAreSentTheWayAnSdkWould() throws Exception {
    String id = "0123456789abcdef0123456789abcdef";
    Path event = Files.writeString(folder.resolve("event.json"), "{\"message\":\"plain\"}");
    Path envelope =
        Files.writeString(
            folder.resolve("some.envelope"),
            "{\"event_id\":\"%s\"}\n{\"type\":\"event\"}\n{\"message\":\"wrapped\"}\n"
                .formatted(id));
    Path neither = Files.writeString(folder.resolve("neither.txt"), "neither");
    try (TestSystem system = TestSystem.start();
        var sender = new Sender(system.connection(), system.stack().template())) {
      assertThat(sender.send(event)).extracting("status").isEqualTo(200);
      assertThat(sender.send(envelope)).extracting("status").isEqualTo(200);
      assertThat(system.driver().awaitQuiet(QUIET)).as("quiet").isTrue();
      assertThat(system.issues().findValuesAsText("title"))
          .containsExactlyInAnyOrder("plain", "wrapped");
      assertThatThrownBy(() -> sender.send(neither)).hasMessageContaining("expected an event");
    }
  }
}
