package dev.tracefold.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In which order variants give hashes (event-saving 9.11, 9.12). */
final class HashOrderTest {

  private final SequencedMap<String, Variant> variants = new LinkedHashMap<>();

  @Test
  @DisplayName("C-094: the hash of the system variant comes last")
  void theSystemComesLast() {
    variant("system", "a");
    variant("app", "b");
    variant("other", "c");
    assertThat(grouping().hashes()).containsExactly(hash("b"), hash("c"), hash("a"));
    assertThat(grouping().primaryHash()).isEqualTo(hash("b"));
  }

  @Test
  @DisplayName("C-095: of equal hashes the first counts, and variants without one do not")
  void equalHashesCountOnce() {
    variant("app", "a");
    variant("other", null);
    variant("system", "a");
    variant("app-depth-max", "d");
    variant("app-depth-2", "d");
    variant("app-depth-1", null);
    variant("app-depth-3", "c");
    assertThat(grouping().hashes()).containsExactly(hash("a"));
    assertThat(grouping().hierarchicalHashes())
        .extracting(Grouping.HierarchicalHash::variant)
        .containsExactly("app-depth-2", "app-depth-3");
    assertThat(grouping().primaryHash()).isEqualTo(hash("d"));
  }

  private Grouping grouping() {
    return new Grouping(GroupingConfig.DEFAULT, variants);
  }

  private void variant(String name, @Nullable String letter) {
    variants.put(
        name,
        new Variant.ChecksumVariant(Optional.ofNullable(letter).map(HashOrderTest::hash), false));
  }

  private static Hash hash(String letter) {
    return new Hash(letter.repeat(32));
  }
}
