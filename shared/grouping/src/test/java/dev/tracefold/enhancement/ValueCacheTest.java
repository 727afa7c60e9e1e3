package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueCacheTest {

  private static final long[] RESULT = {7};

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 320, 321, 16 * 1024})
  void textsAreRememberedByContent(int length) {
    ValueCache cache = new ValueCache();
    cache.put("x".repeat(length), RESULT);

    assertThat(cache.get("x".repeat(length))).isSameAs(RESULT);
    assertThat(cache.get("x".repeat(length) + "y")).isNull();
  }

  @Test
  void aMissingTextIsRememberedToo() {
    ValueCache cache = new ValueCache();
    assertThat(cache.get(null)).isNull();
    cache.put(null, RESULT);

    assertThat(cache.get(null)).isSameAs(RESULT);
    assertThat(cache.get("")).isNull();
  }

  @Test
  void hugeTextsAreNotKept() {
    ValueCache cache = new ValueCache();
    cache.put("x".repeat(16 * 1024 + 1), RESULT);

    assertThat(cache.get("x".repeat(16 * 1024 + 1))).isNull();
  }

  @Test
  void newerTextsTakeThePlaceOfOlderOnes() {
    ValueCache cache = new ValueCache();
    // Two texts with the same hash share a slot.
    cache.put("Aa", RESULT);
    cache.put("BB", new long[] {8});

    assertThat(cache.get("Aa")).isNull();
    assertThat(cache.get("BB")).containsExactly(8);
  }
}
