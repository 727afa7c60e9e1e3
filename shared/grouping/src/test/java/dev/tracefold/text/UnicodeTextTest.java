package dev.tracefold.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UnicodeTextTest {

  @Test
  void whitespaceIsExactlyThisSet() {
    assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(UnicodeText::isSpace))
        .containsExactly(
            0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000,
            0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028,
            0x2029, 0x202f, 0x205f, 0x3000);
  }

  @Test
  void textIsStrippedOnBothSides() {
    assertThat(UnicodeText.strip("\u00a0 a b\u2003\u001c")).isEqualTo("a b");
    assertThat(UnicodeText.strip(" \t")).isEmpty();
    assertThat(UnicodeText.strip("")).isEmpty();
  }

  @Test
  void wordsAreOfLettersNumbersAndUnderscores() {
    assertThat("aé中_4²Ⅷ\ud835\udfce".codePoints()).allMatch(UnicodeText::isWord);
    assertThat("-\u0301\u203f\u200b$".codePoints()).noneMatch(UnicodeText::isWord);
    assertThat(UnicodeText.wordStartsAt("ab", 2)).isFalse();
    assertThat(UnicodeText.wordEndsAt("ab", 0)).isFalse();
  }

  @Test
  void digitsAreOfAnyScriptAndWholeCharacters() {
    String digits = "x1٣\ud835\udfcey";
    assertThat(UnicodeText.digitsEnd(digits, 1)).isEqualTo(5);
    assertThat(UnicodeText.digitsStart(digits, 5)).isEqualTo(1);
    assertThat(UnicodeText.digitsStart(digits, 1)).isEqualTo(1);
  }
}
