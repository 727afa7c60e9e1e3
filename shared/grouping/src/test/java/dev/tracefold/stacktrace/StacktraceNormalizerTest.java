package dev.tracefold.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.EventReader;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.Stacktrace;
import dev.tracefold.event.ThreadValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StacktraceNormalizerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rules that turn everything into code of the application. */
  private static final FrameModifier ALL_IN_APP =
      (frames, platform) -> frames.stream().map(frame -> frame.markedInApp(true)).toList();

  @Test
  void aFlagThatNobodyDecidesIsFalse() {
    Frame frame = normalized(FrameModifier.NONE, Frame.EMPTY);

    assertThat(frame.inApp()).isFalse();
    assertThat(frame.data().originalInApp()).isEqualTo(-1);
  }

  @Test
  void aFlagThatWasSentStays() {
    Frame sent = Frame.EMPTY.withInApp(true);

    assertThat(normalized(FrameModifier.NONE, sent)).isSameAs(sent);
  }

  @Test
  void normalisingAgainStartsFromWhatWasSent() {
    Frame sent = Frame.EMPTY.withInApp(false);
    Frame undecided = Frame.EMPTY;

    assertThat(normalized(FrameModifier.NONE, normalized(ALL_IN_APP, sent)).inApp()).isFalse();
    assertThat(normalized(FrameModifier.NONE, normalized(ALL_IN_APP, undecided)))
        .isEqualTo(normalized(FrameModifier.NONE, undecided));
    assertThat(normalized(ALL_IN_APP, normalized(ALL_IN_APP, sent)))
        .isEqualTo(normalized(ALL_IN_APP, sent));
  }

  @Test
  void namesAreTrimmedOnce() {
    Frame frame = normalized(FrameModifier.NONE, Frame.EMPTY.withFunction("f(int)", null));

    assertThat(frame.function()).isEqualTo("f");
    assertThat(frame.rawFunction()).isEqualTo("f(int)");
    assertThat(normalized(FrameModifier.NONE, frame)).isEqualTo(frame);
  }

  @Test
  void namesThatTrimmingDoesNotChangeHaveNoRawName() {
    assertThat(normalized(FrameModifier.NONE, Frame.EMPTY.withFunction("f", null)).rawFunction())
        .isNull();
  }

  @Test
  void anEmptyRawNameKeepsTheNameFromBeingTrimmedButNotFromBeingShownTrimmed() {
    Frame frame = normalized(FrameModifier.NONE, Frame.EMPTY.withFunction("f(int)", ""));

    assertThat(frame.function()).isEqualTo("f(int)");
    assertThat(FunctionName.display(frame, "native")).isEqualTo("f");
  }

  @Test
  void theDisplayNameOfATrimmedFrameIsItsName() {
    assertThat(FunctionName.display(Frame.EMPTY.withFunction("f(x)", "raw"), "native"))
        .isEqualTo("f(x)");
    assertThat(FunctionName.display(Frame.EMPTY.withFunction(null, "raw"), "native")).isNull();
    assertThat(FunctionName.display(Frame.EMPTY.withFunction("", null), "native")).isNull();
  }

  @Test
  void nullFramesStayAndRulesNeverSeeThem() {
    FrameModifier counting =
        (frames, platform) -> {
          assertThat(frames).hasSize(1);
          return frames;
        };
    List<Frame> frames =
        new StacktraceNormalizer(counting)
            .normalize(List.of(Frame.MISSING, Frame.EMPTY, Frame.MISSING), null);

    assertThat(frames.get(0)).isSameAs(Frame.MISSING);
    assertThat(frames.get(1).inApp()).isFalse();
    assertThat(frames.get(2)).isSameAs(Frame.MISSING);
  }

  @Test
  void everyStackTraceOfAnEventIsNormalised() {
    ErrorEvent event =
        normalized(
            """
            {"platform": "native",
             "exception": {"values": [
               null,
               {"type": "A", "stacktrace": {"frames": [{"function": "a(1)"}]},
                "raw_stacktrace": {"frames": [{"function": "b(1)"}]}}]},
             "stacktrace": {"frames": [{"function": "c(1)"}]},
             "threads": {"values": [
               null,
               {"stacktrace": {"frames": [{"function": "d(1)"}]},
                "raw_stacktrace": {"frames": [{"function": "e(1)"}]}}]}}
            """);

    ExceptionValue exception = event.exceptions().get(1);
    assertThat(event.threads()).isNotNull();
    ThreadValue thread = event.threads().values().get(1);
    assertThat(event.exceptions().get(0).present()).isFalse();
    assertThat(function(exception.stacktrace())).isEqualTo("a");
    assertThat(function(exception.rawStacktrace())).isEqualTo("b");
    assertThat(function(event.stacktrace())).isEqualTo("c");
    assertThat(function(thread.stacktrace())).isEqualTo("d");
    assertThat(function(thread.rawStacktrace())).isEqualTo("e");
  }

  @Test
  void aRawStackTraceWithoutItsProcessedOneIsLeftAlone() {
    ErrorEvent event =
        normalized(
            """
            {"platform": "native",
             "exception": {"values": [
               {"type": "A", "raw_stacktrace": {"frames": [{"function": "b(1)"}]}}]},
             "threads": {"values": [{"stacktrace": {"frames": [null]},
               "raw_stacktrace": {"frames": [{"function": "e(1)"}]}}]}}
            """);

    assertThat(event.threads()).isNotNull();
    assertThat(function(event.exceptions().get(0).rawStacktrace())).isEqualTo("b(1)");
    assertThat(function(event.threads().values().get(0).rawStacktrace())).isEqualTo("e(1)");
  }

  private static ErrorEvent normalized(String json) {
    try {
      return new StacktraceNormalizer(FrameModifier.NONE)
          .normalize(EventReader.read(JSON.readTree(json)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static Frame normalized(FrameModifier rules, Frame frame) {
    return new StacktraceNormalizer(rules).normalize(List.of(frame), "native").get(0);
  }

  private static @Nullable String function(@Nullable Stacktrace stacktrace) {
    return stacktrace == null ? null : stacktrace.frames().get(0).function();
  }
}
