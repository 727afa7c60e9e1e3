package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EnhancementCacheTest {

  private static final List<BuiltinRules> COMMON = List.of(BuiltinRules.COMMON_2019_03_23);

  @Test
  void aTextIsCompiledOnce() throws RuleSyntaxException {
    EnhancementCache cache = new EnhancementCache(4);

    Enhancements first = cache.get(COMMON, "function:a +app");

    assertThat(cache.get(List.copyOf(COMMON), new String("function:a +app".toCharArray())))
        .isSameAs(first);
  }

  @Test
  void textsAndBasesAreToldApart() throws RuleSyntaxException {
    EnhancementCache cache = new EnhancementCache(4);

    assertThat(cache.get(COMMON, "function:a +app").rules()).hasSize(1);
    assertThat(cache.get(COMMON, "").rules()).isEmpty();
    assertThat(cache.get(List.of(), "function:a +app").bases()).isEmpty();
  }

  @Test
  void theOneNotUsedForLongestGoes() throws RuleSyntaxException {
    EnhancementCache cache = new EnhancementCache(2);
    Enhancements a = cache.get(List.of(), "function:a +app");
    Enhancements b = cache.get(List.of(), "function:b +app");
    cache.get(List.of(), "function:a +app");
    cache.get(List.of(), "function:c +app");

    assertThat(cache.get(List.of(), "function:a +app")).isSameAs(a);
    assertThat(cache.get(List.of(), "function:b +app")).isNotSameAs(b);
  }

  @Test
  void aTextThatDoesNotParseIsRefusedEveryTime() {
    EnhancementCache cache = new EnhancementCache(2);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> cache.get(COMMON, "function:a"))
          .isInstanceOf(RuleSyntaxException.class);
    }
  }
}
