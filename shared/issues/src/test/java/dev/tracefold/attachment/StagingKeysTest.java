package dev.tracefold.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StagingKeysTest {

  @Test
  void keysNameTheirOwner() {
    assertThat(StagingKeys.payload(42, "a1", "r-1")).isEqualTo("staging/payload/42/a1/r-1");
    assertThat(StagingKeys.chunk(42, "a1", "0", 3)).isEqualTo("staging/chunks/42/a1/0/3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a\\b", "a b", "\u0000", "a\n", "é"})
  void anIdThatCouldLeaveItsPlaceIsRefused(String id) {
    assertThat(StagingKeys.isId(id)).isFalse();
    assertThatThrownBy(() -> StagingKeys.chunk(1, "e", id, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be part of a key");
  }

  @Test
  void anIdHasAtMost64Characters() {
    assertThat(StagingKeys.isId("x".repeat(64))).isTrue();
    assertThat(StagingKeys.isId("x".repeat(65))).isFalse();
  }
}
