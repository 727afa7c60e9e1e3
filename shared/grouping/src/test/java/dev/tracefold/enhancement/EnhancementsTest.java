package dev.tracefold.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.event.Frame;
import dev.tracefold.event.FrameData;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two passes (enhancements 6 to 8). A tilde in a rule text is a line break. */
final class EnhancementsTest {

  /** Rules, and the in-app flags of frames a, b, c, d afterwards; they were t, f, null, t. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          function:x +app                     ; t f - t
          function:* +app                     ; t t t t
          function:* -app                     ; f f f f
          function:b ^-app                    ; t f f f
          function:c v+app                    ; t t - t
          function:b v-app ^-app +app         ; f t f f
          function:a -app~app:no +app         ; t t - t
          app:yes -app~app:no function:d +app ; f f - t
          function:a +app -app                ; f f - t
          function:* -group max-frames=1      ; t f - t
          """)
  void inAppFlagsAreSet(String text, String flags) throws RuleSyntaxException {
    List<Frame> frames =
        Stacks.frames(
            "[{'function':'a','in_app':true},{'function':'b','in_app':false},{'function':'c'},"
                + "{'function':'d','in_app':true}]");

    String found =
        rules(text).modify(frames, null).stream()
            .map(frame -> frame.inApp() == null ? "-" : frame.inApp() ? "t" : "f")
            .collect(Collectors.joining(" "));

    assertThat(found).isEqualTo(flags);
  }

  @Test
  void theFirstFlagIsRememberedOnce() throws RuleSyntaxException {
    List<Frame> frames = Stacks.frames("[{'in_app':true},{},{'in_app':false}]");

    assertThat(rules("app:1 -app~app:0 +app").modify(frames, null))
        .extracting(frame -> frame.data().originalInApp())
        .containsExactly(1, null, 0);
    assertThat(rules("family:all -app").modify(frames, null))
        .extracting(frame -> frame.data().originalInApp())
        .containsExactly(1, -1, null);
  }

  @Test
  void whatIsRememberedAlreadyStays() throws RuleSyntaxException {
    List<Frame> frames = Stacks.frames("[{'in_app':true,'data':{'orig_in_app':-1}}]");

    Frame frame = rules("app:1 -app").modify(frames, null).get(0);

    assertThat(frame.inApp()).isFalse();
    assertThat(frame.data().originalInApp()).isEqualTo(-1);
  }

  @Test
  void dataThatIsNoObjectRemembersNothingButRulesStillSeeTheCategory() throws RuleSyntaxException {
    List<Frame> frames = Stacks.frames("[{'function':'a','data':'text'}]");

    Frame frame = rules("function:a category=x~category:x +app").modify(frames, null).get(0);

    assertThat(frame.inApp()).isTrue();
    assertThat(frame.data()).isEqualTo(new FrameData(null, null, false, false));
  }

  @Test
  void unchangedFramesAreTheSameFrames() throws RuleSyntaxException {
    List<Frame> frames = Stacks.frames("[{'function':'a','in_app':true}]");

    assertThat(rules("function:a +app").modify(frames, null).get(0)).isSameAs(frames.get(0));
  }

  /** Rules, and the categories of frames a, b, c, d afterwards. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          function:b category=x                                       ; - x - -
          function:b category=x~category:x category=y                 ; - y - -
          category:x category=y~function:b category=x                 ; - x - -
          function:* category=x category=y                            ; y y y y
          function:* category=x~[ category:x ] | category:x category=y ; x y y y
          function:* category=x~category:x | [ category:x ] category=y ; y y y x
          function:b category=x~!category:x category=y                ; y x y y
          """)
  void categoriesAreSetAfterAllFramesWereJudged(String text, String categories)
      throws RuleSyntaxException {
    String found =
        rules(text).modify(Stacks.named("a", "b", "c", "d"), null).stream()
            .map(frame -> frame.data().category())
            .map(category -> category == null ? "-" : category)
            .collect(Collectors.joining(" "));

    assertThat(found).isEqualTo(categories);
  }

  /** Rules, and which of frames a, b, c, d contribute; b did not before. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          function:x -group                                  ; a c d
          function:c -group                                  ; a d
          function:b +group                                  ; a b c d
          function:b ^-group                                 ; a
          function:b v-group                                 ; c d
          function:* -group~function:c +group                ; c
          function:c ^-group -group v-group                  ; none
          function:* max-frames=2                            ; c d
          function:* max-frames=3                            ; a c d
          function:* max-frames=0                            ; a c d
          function:* max-frames=-1                           ; a c d
          function:* max-frames=99999999999999999999         ; a c d
          function:a max-frames=1~function:d max-frames=2    ; c d
          function:a max-frames=1 max-frames=2               ; c d
          family:native max-frames=1                         ; a c d
          """)
  void contributionIsDecided(String text, String functions) throws RuleSyntaxException {
    List<Frame> frames = Stacks.named("a", "b", "c", "d");

    StacktraceMarks marks =
        rules(text).judge(frames, null, null).apply(new boolean[] {true, false, true, true});

    StringBuilder found = new StringBuilder();
    for (int i = 0; i < frames.size(); i++) {
      if (marks.frames().get(i).contributes()) {
        found.append(frames.get(i).function()).append(' ');
      }
    }
    assertThat(found.toString().strip()).isEqualTo(functions.replace("none", ""));
    assertThat(marks.contributes()).isEqualTo(!found.isEmpty());
    assertThat(marks.hint()).isNull();
  }

  /** A rule on the only frame, whether it contributed, what its hint then says of it. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = ';',
      nullValues = "none",
      textBlock =
          """
          function:x -group       ; true  ; none
          function:f -group       ; true  ; ignored
          function:f -group       ; false ; none
          function:f +group       ; true  ; none
          function:f +group       ; false ; un-ignored
          function:f +prefix      ; true  ; marked as prefix frame
          function:f -prefix      ; true  ; marked as prefix frame
          function:f +sentinel    ; true  ; marked as sentinel frame
          function:f -sentinel    ; true  ; marked as sentinel frame
          function:f +app         ; true  ; marked in-app
          function:f +app         ; false ; none
          function:f -app         ; false ; marked out of app
          function:f -group +app  ; true  ; ignored
          function:f -group -app  ; true  ; marked out of app
          function:f ^-group      ; true  ; none
          function:f max-frames=1 ; true  ; none
          """)
  void framesCarryTheHintOfTheLastWord(String text, boolean contributing, @Nullable String hint)
      throws RuleSyntaxException {
    StacktraceMarks marks =
        rules(text).judge(Stacks.named("f"), null, null).apply(new boolean[] {contributing});

    assertThat(marks.frames().get(0).hint())
        .isEqualTo(hint == null ? null : hint + " by stack trace rule (" + text + ")");
  }

  /** A frame, and whether a rule with +app leaves its hint there. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {'in_app':true,'data':{'orig_in_app':0}}   ; true
          {'in_app':true,'data':{'orig_in_app':1}}   ; false
          {'in_app':false,'data':{'orig_in_app':0}}  ; false
          {'in_app':false,'data':{'orig_in_app':-1}} ; true
          {'data':{'orig_in_app':-1}}                ; false
          {'data':{'orig_in_app':0}}                 ; true
          """)
  void anInAppHintSaysThatTheFlagIsNotTheOneSent(String frame, boolean hinted)
      throws RuleSyntaxException {
    StacktraceMarks marks =
        rules("family:all +app")
            .judge(Stacks.frames("[" + frame + "]"), null, null)
            .apply(new boolean[] {false});

    assertThat(marks.frames().get(0).hint() != null).isEqualTo(hinted);
  }

  @Test
  void tooManyFramesNameTheirLimitAndItsRule() throws RuleSyntaxException {
    StacktraceVerdict one = rules("function:a max-frames=1").judge(three(), null, null);
    StacktraceVerdict two = rules("function:a max-frames=2").judge(three(), null, null);

    assertThat(one.apply(new boolean[] {true, true, true}).frames().get(1).hint())
        .isEqualTo(
            "ignored because only 1 frame is considered by stack trace rule (function:a"
                + " max-frames=1)");
    assertThat(two.apply(new boolean[] {true, true, true}).frames().get(0).hint())
        .isEqualTo(
            "ignored because only 2 frames are considered by stack trace rule (function:a"
                + " max-frames=2)");
  }

  @Test
  void tooFewFramesDiscardTheStackTrace() throws RuleSyntaxException {
    StacktraceVerdict verdict = rules("function:a min-frames=3").judge(three(), null, null);

    assertThat(verdict.apply(new boolean[] {true, true, true}).contributes()).isTrue();
    StacktraceMarks two = verdict.apply(new boolean[] {true, false, true});
    assertThat(two.contributes()).isFalse();
    assertThat(two.hint())
        .isEqualTo(
            "discarded because stack trace only contains 2 frames which is under the configured"
                + " threshold by stack trace rule (function:a min-frames=3)");
    assertThat(verdict.apply(new boolean[] {true, false, false}).hint())
        .startsWith("discarded because stack trace only contains 1 frame which is under");
    assertThat(verdict.apply(new boolean[3]).hint()).isNull();
  }

  @Test
  void marksAreSetAndTakenAway() throws RuleSyntaxException {
    List<StacktraceMarks.FrameMark> marks =
        rules("function:* +prefix +sentinel~function:b -prefix~function:c -sentinel")
            .judge(three(), null, null)
            .apply(new boolean[] {true, true, true})
            .frames();

    assertThat(marks)
        .extracting(StacktraceMarks.FrameMark::prefix)
        .containsExactly(true, false, true);
    assertThat(marks)
        .extracting(StacktraceMarks.FrameMark::sentinel)
        .containsExactly(true, true, false);
  }

  @Test
  void inversionIsFalseUnlessARuleSaysOtherwise() throws RuleSyntaxException {
    assertThat(inverted("")).isFalse();
    assertThat(inverted("function:x invert-stacktrace=1")).isFalse();
    assertThat(inverted("function:a invert-stacktrace=1")).isTrue();
    assertThat(inverted("function:a invert-stacktrace=1~function:a invert-stacktrace=no"))
        .isFalse();
    assertThat(inverted("function:a invert-stacktrace=perhaps")).isNull();
  }

  private static @Nullable Boolean inverted(String text) throws RuleSyntaxException {
    return rules(text).judge(three(), null, null).apply(new boolean[3]).inverted();
  }

  @Test
  void oneVerdictServesManyVariants() throws RuleSyntaxException {
    StacktraceVerdict verdict = rules("function:a -group").judge(three(), null, null);

    verdict.apply(new boolean[] {true, true, true});

    assertThat(verdict.apply(new boolean[] {false, true, true}).frames().get(0).hint()).isNull();
  }

  @Test
  void contributionsHaveToBeOnePerFrame() throws RuleSyntaxException {
    StacktraceVerdict verdict = rules("").judge(three(), null, null);

    assertThatThrownBy(() -> verdict.apply(new boolean[2]))
        .hasMessage("Expected one flag for each of 3 frames, found 2");
  }

  private static List<Frame> three() {
    return Stacks.named("a", "b", "c");
  }

  private static Enhancements rules(String text) throws RuleSyntaxException {
    return Enhancements.parse(List.of(), text.replace('~', '\n'));
  }
}
