package dev.tracefold.attribute;

import static dev.tracefold.attribute.Payloads.payload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.outcome.DataCategory;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventAttributesTest {

  private static final Instant NOW = Instant.parse("2022-01-12T09:30:00.123456789Z");

  @Test
  void readsWhatThePayloadSays() {
    EventAttributes attributes =
        read(
            "{'type': 'csp', 'platform': 'python', 'logger': 'l', 'level': 'info',"
                + " 'transaction': 't', 'release': 'r', 'dist': 'd', 'environment': 'e',"
                + " 'timestamp': 1641979800.25, 'received': 1641979801, 'user': {'id': '1'}}");

    assertThat(attributes.type()).isEqualTo(EventType.CSP);
    assertThat(attributes.category()).isEqualTo(DataCategory.SECURITY);
    assertThat(attributes.platform()).isEqualTo("python");
    assertThat(attributes.logger()).isEqualTo("l");
    assertThat(attributes.transaction()).isEqualTo("t");
    assertThat(attributes.release()).isEqualTo("r");
    assertThat(attributes.dist()).isEqualTo("d");
    assertThat(attributes.environment()).isEqualTo("e");
    assertThat(attributes.datetime()).isEqualTo(Instant.parse("2022-01-12T09:30:00.25Z"));
    assertThat(attributes.received()).isEqualTo(Instant.parse("2022-01-12T09:30:01Z"));
    assertThat(attributes.user().orElseThrow().ident()).isEqualTo("1");
  }

  @Test
  void whatIsMissingIsEmptyOrNull() {
    EventAttributes attributes = read("{'transaction': '', 'release': '', 'environment': null}");

    assertThat(attributes.type()).isEqualTo(EventType.DEFAULT);
    assertThat(attributes.logger()).isEmpty();
    assertThat(attributes.environment()).isEmpty();
    assertThat(attributes.transaction()).isNull();
    assertThat(attributes.release()).isNull();
    assertThat(attributes.level()).isNull();
    assertThat(attributes.datetime()).isEqualTo(Instant.parse("2022-01-12T09:30:00.123456Z"));
  }

  @Test
  @DisplayName("C-267: without a receive time the event's counts, in whole seconds")
  void theReceiveTimeDefaultsToTheEvents() {
    assertThat(read("{'timestamp': 1641979800.75}").received())
        .isEqualTo(Instant.ofEpochSecond(1641979800));
    assertThat(read("{'timestamp': 1641979800.75, 'received': 0}").received())
        .isEqualTo(Instant.ofEpochSecond(1641979800));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1641979800.1234564, 2022-01-12T09:30:00.123456Z",
    "1641979800.1234568, 2022-01-12T09:30:00.123457Z",
    "-0.5, 1969-12-31T23:59:59.5Z",
    "1e300, 2022-01-12T09:30:00.123456Z",
    "'\"2022\"', 2022-01-12T09:30:00.123456Z"
  })
  void timesAreRoundedToMicroseconds(String timestamp, Instant datetime) {
    assertThat(read("{'timestamp': " + timestamp + "}").datetime()).isEqualTo(datetime);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("C-134: levels have numbers")
  @CsvSource({
    "sample, 0",
    "debug, 10",
    "info, 20",
    "warning, 30",
    "error, 40",
    "fatal, 50",
    "other, 40",
    ", 40"
  })
  void levelsHaveNumbers(String level, int number) {
    String json = level == null ? "{}" : "{'level': '" + level + "'}";

    assertThat(read(json).levelNumber()).isEqualTo(number);
  }

  private static EventAttributes read(String json) {
    return EventAttributes.read(payload(json), NOW);
  }
}
