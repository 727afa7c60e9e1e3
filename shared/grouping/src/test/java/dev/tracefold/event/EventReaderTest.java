package dev.tracefold.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void nullFramesKeepTheirPlaces() {
    ErrorEvent event = read("{\"stacktrace\": {\"frames\": [null, {\"function\": \"f\"}, {}]}}");

    assertThat(event.stacktrace()).isNotNull();
    assertThat(event.stacktrace().frames())
        .containsExactly(Frame.MISSING, Frame.EMPTY.withFunction("f", null), Frame.EMPTY);
  }

  @Test
  void anExceptionWithoutFramesHasNoStackTrace() {
    ErrorEvent event =
        read(
            "{\"exception\": {\"values\": [{\"type\": \"A\", \"stacktrace\": {\"frames\": [null]}},"
                + " null]}}");

    assertThat(event.exceptions()).hasSize(2);
    assertThat(event.exceptions().get(0).groupedStacktrace()).isNull();
    assertThat(event.presentExceptions()).hasSize(1);
    assertThat(event.lastException()).isNull();
  }

  @Test
  void anEmptyMechanismLeavesOpenWhetherItIsSynthetic() {
    ErrorEvent event =
        read(
            "{\"exception\": {\"values\": [{\"mechanism\": {}}, {\"mechanism\": {\"synthetic\":"
                + " true, \"meta\": {\"ns_error\": {\"code\": -7}}}}]}}");

    assertThat(event.exceptions().get(0).mechanism()).isEqualTo(new Mechanism(null, null, null));
    assertThat(event.exceptions().get(1).mechanism())
        .isEqualTo(new Mechanism(null, true, new NsError(null, -7L)));
  }

  @Test
  void fingerprintElementsBecomeTexts() {
    ErrorEvent event =
        read("{\"fingerprint\": [\"{{default}}\", 1, 4.5, -2.7, true, null, [], {}]}");

    assertThat(event.fingerprint()).containsExactly("{{default}}", "1", "4", "-2", "True");
  }

  @Test
  void aHugeNumberInAFingerprintIsDropped() {
    assertThat(read("{\"fingerprint\": [1e999999999, \"a\"]}").fingerprint()).containsExactly("a");
  }

  @Test
  void theInAppFlagAsFirstReceivedIsRemembered() {
    Frame frame = Frame.EMPTY.markedInApp(true);

    assertThat(frame.inApp()).isTrue();
    assertThat(frame.data().originalInApp()).isEqualTo(-1);
    assertThat(frame.markedInApp(false).data().originalInApp()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "\"x\"", "[]", "[1]", "{}", "true", "{\"values\": 3}"})
  void anyValueMayStandInAnyPlace(String value) {
    for (String key :
        new String[] {
          "exception", "threads", "stacktrace", "template", "csp", "hpkp", "expectct",
          "expectstaple", "logentry", "platform", "checksum", "fingerprint", "tags", "level"
        }) {
      assertThat(read("{\"" + key + "\": " + value + "}")).isNotNull();
    }
    assertThat(read(value)).isNotNull();
  }

  private static ErrorEvent read(String json) {
    try {
      JsonNode payload = JSON.readTree(json);
      return EventReader.read(payload);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
