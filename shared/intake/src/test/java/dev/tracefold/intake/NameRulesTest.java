package dev.tracefold.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
      strings = {
        "",
        " ",
        " a",
        "a ",
        ".",
        "..",
        "latest",
        "Latest",
        "a/b",
        "a\\b",
        "a\tb",
        "a\nb",
        "a\fb",
        "a\u0001b"
      })
  void whatNamesNoRelease(String name) {
    assertThat(NameRules.isRelease(name)).isFalse();
  }

  @Test
  void namesHaveTheirLongest() {
    assertThat(NameRules.isRelease("😀".repeat(200))).isTrue();
    assertThat(NameRules.isRelease("a".repeat(201))).isFalse();
    assertThat(NameRules.isEnvironment("a".repeat(64))).isTrue();
    assertThat(NameRules.isEnvironment("a".repeat(65))).isFalse();
  }

  @Test
  void otherNamesHaveTheirLetters() {
    assertThat(NameRules.isDist("a-B_3.")).isTrue();
    assertThat(NameRules.isDist("^%")).isFalse();
    assertThat(NameRules.isDist("")).isFalse();
    assertThat(NameRules.isEnvironment("beta 2")).isTrue();
    assertThat(NameRules.isEnvironment("a\\b")).isTrue();
    for (String name :
        List.of("None", ".", "..", "a/b", "a\tb", "a\fb", "a\rb", "a\nb", " a", "")) {
      assertThat(NameRules.isEnvironment(name)).as(name).isFalse();
    }
  }

  @Test
  @DisplayName("C-047: the name with the project before it is cut to what is stored")
  void theProjectsNameComesBefore() {
    assertThat(NameRules.projectPrefixed("foo", "a".repeat(196)))
        .isEqualTo("foo-" + "a".repeat(196));
    assertThat(NameRules.projectPrefixed("s".repeat(60), "v".repeat(200))).hasSize(250);
  }
}
