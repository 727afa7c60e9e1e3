package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotedTextTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plain                 | plain
          `\\\\`                | `\\`
          `\\"\\'`              | `"'`
          `\\x41\\u0042`        | AB
          `\\U00000043`         | C
          `\\103\\0613`         | C13
          `\\xe9`               | é
          `\\N{DIGIT ONE}`      | 1
          `\\N{NO SUCH NAME}`   | `\\N{NO SUCH NAME}`
          `\\N`                 | `\\N`
          `\\x4`                | `\\x4`
          `\\x\\x41`            | `\\xA`
          `\\u12`               | `\\u12`
          `\\U00110000`         | `\\U00110000`
          `\\[\\{\\}`           | `\\[\\{\\}`
          `\\q`                 | `\\q`
          `\\é`                 | `\\xe9`
          `\\€`                 | `\\u20ac`
          `\\\ud83d\ude00`      | `\\U0001f600`
          `é`                   | é
          `a\\`                 | `a\\`
          """)
  void escapesStandForCharacters(String text, String meaning) {
    assertThat(QuotedText.unescape(text)).isEqualTo(meaning);
  }

  @Test
  void controlCharactersHaveLetters() {
    assertThat(QuotedText.unescape("\\a\\b\\f\\n\\r\\t\\v")).isEqualTo("\u0007\b\f\n\r\t\u000b");
  }
}
