package dev.tracefold.attribute;

import static dev.tracefold.attribute.Payloads.payload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.EventReader;
import dev.tracefold.event.Stacktrace;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CulpritTest {

  @Test
  @DisplayName("C-110: the payload's culprit comes first, then its transaction")
  void thePayloadsCulpritComesFirst() {
    assertThat(culprit("{'transaction': 'foobar'}")).isEqualTo("foobar");
    assertThat(culprit("{'transaction': 'foobar', 'culprit': 'baz'}")).isEqualTo("baz");
  }

  @Test
  @DisplayName("C-111: frames of the exception come before other frames and the URL")
  void framesOfTheExceptionComeFirst() {
    assertThat(
            culprit(
                "{'exception': {'values': [{'stacktrace': {'frames': [{'filename': 'foo.py'},"
                    + " {'filename': 'bar.py', 'in_app': true}]}}]},"
                    + " 'stacktrace': {'frames': [{'filename': 'top.py', 'in_app': true}]},"
                    + " 'request': {'url': 'http://example.com'}}"))
        .isEqualTo("bar.py in ?");
  }

  @Test
  @DisplayName("C-112: without frames the URL is the culprit")
  void withoutFramesTheUrlIsTheCulprit() {
    assertThat(
            culprit(
                "{'exception': {'values': [{'type': 'A'}]},"
                    + " 'stacktrace': {'frames': [{'filename': 'top.py'}]},"
                    + " 'request': {'url': 'http://example.com'}}"))
        .isEqualTo("http://example.com");
    assertThat(culprit("{'exception': {'values': [{'type': 'A'}]}}")).isEmpty();
  }

  @Test
  @DisplayName("C-114: an empty list of frames is no culprit")
  void noFramesAreNoCulprit() {
    assertThat(culprit("{'stacktrace': {'frames': []}}")).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("C-115: the in-app frame nearest to the crash, else the nearest")
  @CsvSource({"false, false, y in ?", "true, false, x in ?", "true, true, y in ?"})
  void theNearestFrameWins(boolean x, boolean y, String culprit) {
    assertThat(
            culprit(
                ("{'stacktrace': {'frames': [{'module': 'x', 'in_app': %s}, null,"
                        + " {'module': 'y', 'in_app': %s}]}}")
                    .formatted(x, y)))
        .isEqualTo(culprit);
  }

  @ParameterizedTest
  @DisplayName("C-116: how a culprit is written depends on the platform, the frame's first")
  @CsvSource({
    "javascript, , go(app/main)",
    "node, , go(app/main)",
    "native, , go",
    "python, , app/main in go",
    "python, javascript, go(app/main)",
    "native, python, app/main in go"
  })
  void aCulpritDependsOnThePlatform(String platform, String framePlatform, String culprit) {
    String ofFrame = framePlatform == null ? "null" : "'" + framePlatform + "'";

    assertThat(
            culprit(
                ("{'platform': '%s', 'stacktrace': {'frames': [{'module': 'app/main',"
                        + " 'function': 'go', 'platform': %s}]}}")
                    .formatted(platform, ofFrame)))
        .isEqualTo(culprit);
  }

  @Test
  @DisplayName("C-117: a culprit has 200 characters at most")
  void aCulpritIsCut() {
    assertThat(culprit("{'stacktrace': {'frames': [{'filename': '" + "f".repeat(201) + "'}]}}"))
        .isEqualTo("f".repeat(197) + "...");
    assertThat(culprit("{'request': {'url': '" + "u".repeat(201) + "'}}"))
        .isEqualTo("u".repeat(197) + "...");
  }

  @Test
  @DisplayName("C-118: a synthetic exception has no culprit, even with a URL")
  void aSyntheticExceptionHasNoCulprit() {
    assertThat(
            culprit(
                "{'exception': {'values': [{'mechanism': {'synthetic': true}}]},"
                    + " 'request': {'url': 'http://example.com'}}"))
        .isEmpty();
  }

  @Test
  @DisplayName("C-119: frames count as grouping left them, not as the client sent them")
  void framesCountAsGroupingLeftThem() {
    ObjectNode payload =
        payload(
            "{'platform': 'native', 'stacktrace': {'frames': ["
                + "{'function': 'in_app_function'}, {'function': 'crash'}]}}");
    ErrorEvent sent = EventReader.read(payload);
    Stacktrace stacktrace = Objects.requireNonNull(sent.stacktrace());
    ErrorEvent corrected =
        sent.withStacktraces(
            List.of(),
            stacktrace.withFrames(
                List.of(stacktrace.frames().get(0).withInApp(true), stacktrace.frames().get(1))),
            null);

    assertThat(Culprit.of(payload, sent)).isEqualTo("crash");
    assertThat(Culprit.of(payload, corrected)).isEqualTo("in_app_function");
  }

  @Test
  void anInAppFrameWithoutFileIsPassedOver() {
    assertThat(
            culprit(
                "{'stacktrace': {'frames': [{'module': 'a', 'in_app': true},"
                    + " {'function': 'f', 'in_app': true}]}}"))
        .isEqualTo("a in ?");
  }

  private static String culprit(String json) {
    ObjectNode payload = payload(json);
    return Culprit.of(payload, EventReader.read(payload));
  }
}
