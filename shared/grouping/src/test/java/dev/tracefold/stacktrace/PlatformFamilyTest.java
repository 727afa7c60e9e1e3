package dev.tracefold.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlatformFamilyTest {

  @ParameterizedTest
  @CsvSource({
    "objc, NATIVE", "cocoa, NATIVE", "swift, NATIVE", "native, NATIVE", "c, NATIVE",
    "javascript, JAVASCRIPT", "node, JAVASCRIPT", "rust, OTHER", "csharp, OTHER", "C, OTHER",
    "'', OTHER"
  })
  void platformsBelongToFamilies(String platform, PlatformFamily family) {
    assertThat(PlatformFamily.of(platform)).isEqualTo(family);
  }

  @Test
  void noPlatformIsOther() {
    assertThat(PlatformFamily.of(null)).isEqualTo(PlatformFamily.OTHER);
  }
}
