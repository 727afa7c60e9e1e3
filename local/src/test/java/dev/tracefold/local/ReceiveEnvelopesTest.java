package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From HTTP to the queues, by the function behind the driver. */
class ReceiveEnvelopesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

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
    try (TestSystem system = TestSystem.startIntakeOnly();
        var sender = new Sender(system.connection(), system.stack().template())) {
      assertThat(sender.send(event)).extracting("status").isEqualTo(200);
      assertThat(sender.send(envelope)).extracting("status").isEqualTo(200);
      assertThat(system.take("EventsQueue"))
          .extracting(message -> read(message.body()).path("payload").path("logentry").toString())
          .hasSize(2);
      assertThatThrownBy(() -> sender.send(neither)).hasMessageContaining("expected an event");
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + body, e);
    }
  }
}
