package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.Mechanism;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each matcher holds for (enhancements 4), seen through the category that a rule sets. */
final class MatcherTest {

  /** Matchers, a frame, whether they hold; the platform of the event is python. */
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          path:**/views.py       | {'abs_path': '/srv/app/views.py'}                   | true
          path:**/VIEWS.py       | {'abs_path': '/srv/app/Views.PY'}                   | true
          path:lib/x.py          | {'abs_path': '/srv/x.py', 'filename': 'lib/x.py'}   | false
          path:lib/x.py          | {'abs_path': '', 'filename': 'lib/x.py'}            | true
          path:/lib/x.py         | {'filename': 'lib/x.py'}                            | true
          path:c:/app/*.py       | {'abs_path': 'C:\\\\App\\\\x.py'}                   | true
          path:*                 | {}                                                  | false
          !path:*                | {}                                                  | true
          path:""                | {'filename': ''}                                    | true
          package:/lib/**        | {'package': '/LIB/x.so'}                            | true
          package:/lib/**        | {'package': 'lib/x.so'}                             | true
          package:lib/**         | {'package': '/lib/x.so'}                            | false
          package:É*             | {'package': 'é.so'}                                 | true
          module:a.b*            | {'module': 'a.bc'}                                  | true
          module:a.b*            | {'module': 'A.bc'}                                  | false
          module:*               | {}                                                  | false
          !module:x              | {}                                                  | true
          !module:[              | {'module': 'x'}                                     | true
          function:run           | {'function': 'run'}                                 | true
          function:Run           | {'function': 'run'}                                 | false
          function:<unknown>     | {}                                                  | true
          function:<unknown>     | {'function': ''}                                    | true
          function:f             | {'function': 'f(int)', 'platform': 'c'}             | true
          function:f             | {'function': 'f(int)'}                              | false
          function:f()           | {'function': 'f()', 'platform': 'c', 'raw_function': 'g'} | true
          category:ui            | {'data': {'category': 'ui'}}                        | true
          category:*             | {}                                                  | false
          family:other           | {}                                                  | true
          family:native          | {'platform': 'swift'}                               | true
          family:javascript      | {'platform': 'node'}                                | true
          family:native,other    | {}                                                  | true
          `family:"native, other"` | {}                                                | false
          family:all             | {'platform': 'anything'}                            | true
          family:Other           | {}                                                  | false
          !family:native         | {}                                                  | true
          app:yes                | {'in_app': true}                                    | true
          app:TRUE               | {'in_app': true}                                    | true
          app:1                  | {'in_app': false}                                   | false
          app:no                 | {'in_app': false}                                   | true
          app:no                 | {}                                                  | false
          app:maybe              | {'in_app': true}                                    | false
          !app:maybe             | {}                                                  | true
          module:m function:f    | {'module': 'm', 'function': 'f'}                    | true
          module:m function:f    | {'module': 'm', 'function': 'g'}                    | false
          error.type:E           | {}                                                  | false
          error.type:<unknown>   | {}                                                  | true
          !error.value:x         | {}                                                  | true
          """)
  void matchersHoldAsDescribed(String matchers, String frame, boolean holds)
      throws RuleSyntaxException {
    Enhancements rules = Enhancements.parse(List.of(), matchers + " category=hit");

    List<Frame> modified = rules.modify(Stacks.frames("[" + frame + "]"), "python");

    assertThat(modified.get(0).data().category()).isEqualTo(holds ? "hit" : category(frame));
  }

  private static @Nullable String category(String frame) {
    return Stacks.frames("[" + frame + "]").get(0).data().category();
  }

  /** Matchers, and which of four frames with functions a, b, c, d they hold for. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          [ function:b ] | function:*                     ; c
          [ !function:b ] | function:*                    ; bd
          [ function:x ] | function:*                     ; none
          function:* | [ function:b ]                     ; a
          function:* | [ !function:b ]                    ; bc
          [ function:a ] | function:b | [ function:c ]    ; b
          [ family:other ] | !function:c                  ; bd
          [ error.type:<unknown> ] | function:*           ; bcd
          !function:a !function:d                         ; bc
          """)
  void neighboursHaveToExistAndFit(String matchers, String functions) throws RuleSyntaxException {
    Enhancements rules = Enhancements.parse(List.of(), matchers + " category=hit");

    String hit =
        rules.modify(Stacks.named("a", "b", "c", "d"), null).stream()
            .filter(frame -> "hit".equals(frame.data().category()))
            .map(frame -> String.valueOf(frame.function()))
            .collect(Collectors.joining());

    assertThat(hit).isEqualTo(functions.replace("none", ""));
  }

  /** Matchers on an exception of type E, without value, with mechanism m, in the second pass. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          error.type:E                          ; true
          error.type:F                          ; false
          !error.type:F                         ; true
          error.value:<unknown>                 ; true
          error.mechanism:m                     ; true
          error.type:E error.mechanism:x        ; false
          error.type:E function:f               ; true
          [ error.type:E ] | function:*         ; false
          """)
  void exceptionsAreSeenInTheSecondPass(String matchers, boolean holds) throws RuleSyntaxException {
    ExceptionValue exception =
        new ExceptionValue(true, "E", "", null, new Mechanism("m", null, null), null, null);
    Enhancements rules = Enhancements.parse(List.of(), matchers + " +prefix");

    StacktraceMarks marks =
        rules.judge(Stacks.named("f"), null, exception).apply(new boolean[] {true});

    assertThat(marks.frames().get(0).prefix()).isEqualTo(holds);
  }

  @Test
  void noFramesAreNeverMatched() throws RuleSyntaxException {
    Enhancements rules = Enhancements.parse(List.of(), "!error.type:E max-frames=1 +app");

    assertThat(rules.modify(List.of(), null)).isEmpty();
    assertThat(rules.judge(List.of(), null, null).apply(new boolean[0]))
        .isEqualTo(new StacktraceMarks(List.of(), false, null, false));
  }
}
