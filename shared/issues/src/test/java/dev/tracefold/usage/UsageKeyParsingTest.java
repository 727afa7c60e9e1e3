package dev.tracefold.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UsageKeyParsingTest {

  static Stream<UsageKey> keys() {
    Instant hour = Instant.parse("2022-01-12T23:00:00Z");
    return Stream.of(
        new UsageKey(42, hour, 7L, DataCategory.ERROR, new Outcome.Accepted()),
        new UsageKey(42, hour, null, DataCategory.ATTACHMENT, new Outcome.Invalid("a#b/ü %")),
        new UsageKey(42, hour, null, DataCategory.SECURITY, new Outcome.Filtered("-")),
        new UsageKey(42, hour, null, DataCategory.SESSION, new Outcome.ClientDiscard("made up")));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aRowIsReadBackAsTheKeyItIsOf(UsageKey key) {
    assertThat(UsageKey.parse(key.partition(), key.row(3))).contains(key);
  }

  @ParameterizedTest
  @CsvSource({
    "S#42#2022-01-12, 09#-#1#0#-#0",
    "U#42#2022-01-32, 09#-#1#0#-#0",
    "U#42#2022-01-12, 24#-#1#0#-#0",
    "U#42#2022-01-12, 09#-#9#0#-#0",
    "U#42#2022-01-12, 09#-#1#1#-#0",
    "U#42#2022-01-12, 09#-#1#1#%zz#0",
    "U#42#2022-01-12, something else"
  })
  void aRowOfAnotherFormIsNone(String partition, String row) {
    assertThat(UsageKey.parse(partition, row)).isEmpty();
  }
}
