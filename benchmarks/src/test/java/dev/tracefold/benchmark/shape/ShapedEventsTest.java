package dev.tracefold.benchmark.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShapedEventsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(ints = {1_500, 8_192, 65_536})
  void eachEventHasTheSizeThatTheShapeSays(int bytes) {
    assertThat(payloads(new Shape(10, 5, bytes, 10, 3, 2)))
        .allSatisfy(payload -> assertThat(payload.toString()).hasSize(bytes));
  }

  @Test
  void aBatchHasAsManyIssuesUsersAndReleasesAsTheShapeSays() {
    List<JsonNode> payloads = payloads(new Shape(100, 10, 8192, 4, 50, 3));

    assertThat(payloads.stream().map(p -> p.at("/user/id")).distinct()).hasSize(50);
    assertThat(payloads.stream().map(p -> p.path("release")).distinct()).hasSize(3);
    assertThat(payloads.stream().map(p -> p.path("event_id")).distinct()).hasSize(100);
    assertThat(payloads.stream().map(ShapedEventsTest::raisedIn).distinct()).hasSize(10);
    assertThat(payloads).allSatisfy(payload -> assertThat(payload.path("tags")).hasSize(4));
  }

  @Test
  void aBareEventHasNeitherUserNorTagsNorRelease() {
    JsonNode payload = payloads(new Shape(1, 1, 8192, 0, 0, 0)).getFirst();

    assertThat(payload.has("user")).isFalse();
    assertThat(payload.has("release")).isFalse();
    assertThat(payload.path("tags")).isEmpty();
  }

  private static String raisedIn(JsonNode payload) {
    JsonNode frames = payload.at("/exception/values/0/stacktrace/frames");
    return frames.get(frames.size() - 1).path("function").asText();
  }

  private static List<JsonNode> payloads(Shape shape) {
    return new ShapedEvents(shape, 1, 1)
        .batch(NOW).getRecords().stream().map(message -> payload(message.getBody())).toList();
  }

  private static JsonNode payload(String body) {
    try {
      return JSON.readTree(body).path("payload");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
