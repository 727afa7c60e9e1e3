package dev.tracefold.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WhitespaceTest {

  @Test
  void whitespaceIsExactlyThisSet() {
    assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(Whitespace::is))
        .containsExactly(
            0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000,
            0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028,
            0x2029, 0x202f, 0x205f, 0x3000);
  }

  @Test
  void textIsTrimmedOnBothSides() {
    assertThat(Whitespace.trim("\u00a0 a b\u2003\u001c")).isEqualTo("a b");
    assertThat(Whitespace.trim(" \t")).isEmpty();
  }
}
