package dev.tracefold.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "p@1.0", "...", "latest1", "é", "a b"})
  void releasesAreNamed(String name) {
    assertThat(NameRules.isRelease(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", " a", "a ", ".", "..", "latest", "Latest", "a/b", "a\\b", "a\tb", "a\nb"})
  void whatNamesNoRelease(String name) {
    assertThat(NameRules.isRelease(name)).isFalse();
  }

  @Test
  void namesHaveTheirLongest() {
    assertThat(NameRules.isRelease("😀".repeat(200))).isTrue();
    assertThat(NameRules.isRelease("a".repeat(201))).isFalse();
    assertThat(NameRules.isDist("a".repeat(200))).isTrue();
    assertThat(NameRules.isDist("a".repeat(201))).isFalse();
    assertThat(NameRules.isEnvironment("a".repeat(64))).isTrue();
    assertThat(NameRules.isEnvironment("a".repeat(65))).isFalse();
  }

  @Test
  void otherNamesHaveTheirLetters() {
    assertThat(NameRules.isDist("a-B_3.")).isTrue();
    assertThat(NameRules.isDist("^%")).isFalse();
    assertThat(NameRules.isDist("")).isFalse();
    assertThat(NameRules.isEnvironment("beta 2")).isTrue();
    assertThat(NameRules.isEnvironment("None")).isFalse();
    assertThat(NameRules.isEnvironment("a/b")).isFalse();
  }

  @Test
  @DisplayName("C-047: the name with the project before it is cut to what is stored")
  void theProjectsNameComesBefore() {
    assertThat(NameRules.projectPrefixed("foo", "a".repeat(196)))
        .isEqualTo("foo-" + "a".repeat(196));
    assertThat(NameRules.projectPrefixed("s".repeat(60), "v".repeat(200))).hasSize(250);
  }
}
