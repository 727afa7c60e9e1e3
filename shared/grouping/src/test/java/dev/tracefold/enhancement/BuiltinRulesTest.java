package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.event.Frame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BuiltinRulesTest {

  @ParameterizedTest
  @CsvSource({"legacy:2019-03-12, 20", "common:2019-03-23, 38", "mobile:2021-04-02, 254"})
  void everyListIsComplete(String id, int rules) {
    assertThat(BuiltinRules.find(id).orElseThrow().rules()).hasSize(rules);
  }

  @Test
  void theMobileListContinuesTheCommonOne() {
    List<Rule> common = BuiltinRules.COMMON_2019_03_23.rules();

    assertThat(BuiltinRules.MOBILE_2021_04_02.rules()).startsWith(common.toArray(Rule[]::new));
  }

  @Test
  void unknownListsAreNotFound() {
    assertThat(BuiltinRules.find("common:v1")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyPatternCanMatch(BuiltinRules list) {
    assertThat(list.rules().stream().flatMap(rule -> rule.matchers().stream()))
        .flatExtracting(BuiltinRulesTest::pattern)
        .allMatch(pattern -> Glob.compile(pattern).isWellFormed());
  }

  private static List<String> pattern(Matcher matcher) {
    return switch (matcher) {
      case Matcher.Plain plain -> List.of(plain.pattern());
      case Matcher.OnCaller caller -> pattern(caller.matcher());
      case Matcher.OnCallee callee -> pattern(callee.matcher());
    };
  }

  @Test
  void theyComeBeforeRulesOfAProject() throws RuleSyntaxException {
    List<Frame> frames = Stacks.named("std::panicking::begin_panic", "f");
    Enhancements rules =
        Enhancements.parse(List.of(BuiltinRules.COMMON_2019_03_23), "function:f +group");

    StacktraceMarks marks = rules.judge(frames, "native", null).apply(new boolean[] {true, true});

    assertThat(marks.frames())
        .extracting(StacktraceMarks.FrameMark::contributes)
        .containsExactly(false, true);
    assertThat(marks.frames().get(1).hint())
        .isEqualTo("un-ignored by stack trace rule (function:f +group)");
  }

  @Test
  void theFirstAndLastRulesAreThoseOfTheList() {
    assertThat(
            Stream.of(BuiltinRules.values())
                .flatMap(list -> Stream.of(list.rules().getFirst(), list.rules().getLast()))
                .map(Rule::toString))
        .containsExactly(
            "family:native package:/var/containers/bundle/application/** +app",
            "family:native function:\"?[[]SentrySDK *\" -app -group",
            "family:native package:/var/containers/bundle/application/** +app",
            "family:native function:?[[]Sentry* -app -group",
            "family:native package:/var/containers/bundle/application/** +app",
            "[ category:dtor ] | category:dtor category=internals");
  }
}
