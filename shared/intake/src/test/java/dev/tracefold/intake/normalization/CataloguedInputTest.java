package dev.tracefold.intake.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Catalogued cases of what comes in, beside those that are recorded (event-saving 3). */
final class CataloguedInputTest {

  private static final String FRAMES = "{'frames': [{'function': '%s'}]}";

  @Test
  @DisplayName("C-310: a stack trace beside one exception is that of the exception")
  void aStackTraceBesideOneExceptionIsItsOwn() {
    ObjectNode event =
        normalized(
            "{'exception': {'values': [{'type': 'E', 'stacktrace': %s}]}, 'stacktrace': %s}"
                .formatted(FRAMES.formatted("old"), FRAMES.formatted("new")));
    assertThat(event.has("stacktrace") && !event.path("stacktrace").isNull()).isFalse();
    assertThat(event.at("/exception/values/0/stacktrace/frames/0/function").asText())
        .isEqualTo("new");
  }

  @Test
  @DisplayName("C-310: a stack trace beside two exceptions stays where it is")
  void aStackTraceBesideTwoExceptionsStays() {
    ObjectNode event =
        normalized(
            "{'exception': {'values': [{'type': 'E'}, {'type': 'F'}]}, 'stacktrace': %s}"
                .formatted(FRAMES.formatted("top")));
    assertThat(event.at("/stacktrace/frames/0/function").asText()).isEqualTo("top");
    assertThat(event.at("/exception/values/0/stacktrace").isMissingNode()).isTrue();
  }

  @Test
  @DisplayName("C-311: a tag of three texts is an error of its own; tags that are a text are none")
  void aTagOfThreeTextsIsAnError() {
    ObjectNode event = normalized("{'tags': [['foo', 'bar'], ['biz', 'baz', 'boz']]}");
    assertThat(event.path("errors"))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.path("type").asText()).isEqualTo("invalid_data");
              assertThat(error.path("name").asText()).isEqualTo("tags.1");
            });
    assertThat(event.at("/tags/0").toString()).isEqualTo("[\"foo\",\"bar\"]");
    assertThat(event.at("/tags/1").isArray()).isFalse();
    assertThat(normalized("{'tags': 'foo=bar'}").path("tags").toString()).isEqualTo("[]");
  }

  private static ObjectNode normalized(String json) {
    try {
      ObjectNode event = (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
      Normalizer.normalize(
          event,
          new NormalizationContext(
              1,
              null,
              "f".repeat(32),
              Instant.parse("2022-01-12T09:30:00Z"),
              null,
              null,
              null,
              null));
      return event;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
