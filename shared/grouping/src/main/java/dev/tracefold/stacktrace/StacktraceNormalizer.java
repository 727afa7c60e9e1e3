package dev.tracefold.stacktrace;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.Stacktrace;
import dev.tracefold.event.ThreadValue;
import dev.tracefold.event.Threads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the stack traces of an event for grouping (stacktraces 5).
 *
 * <p>Function names are trimmed, in-app flags go back to what the client sent and are then decided
 * by rules; a flag that nobody decides is false. Doing it again with other rules gives what those
 * rules alone would have given, save that categories stay.
 */
public final class StacktraceNormalizer {

  private final FrameModifier rules;

  /** A normaliser that applies rules; {@link FrameModifier#NONE} for none. */
  public StacktraceNormalizer(FrameModifier rules) {
    this.rules = rules;
  }

  /** The event with all its stack traces normalised, raw ones included. */
  public ErrorEvent normalize(ErrorEvent event) {
    String platform = event.platform();
    List<ExceptionValue> exceptions = new ArrayList<>(event.exceptions().size());
    for (ExceptionValue exception : event.exceptions()) {
      exceptions.add(
          exception.withStacktraces(
              normalize(exception.stacktrace(), platform),
              exception.groupedStacktrace() == null
                  ? exception.rawStacktrace()
                  : normalize(exception.rawStacktrace(), platform)));
    }
    return event.withStacktraces(
        exceptions,
        normalize(event.stacktrace(), platform),
        event.threads() == null ? null : normalize(event.threads(), platform));
  }

  private Threads normalize(Threads threads, @Nullable String platform) {
    List<ThreadValue> values = new ArrayList<>(threads.values().size());
    for (ThreadValue thread : threads.values()) {
      Stacktrace stacktrace = thread.stacktrace();
      boolean found = stacktrace != null && stacktrace.hasPresentFrame();
      values.add(
          thread.withStacktraces(
              normalize(stacktrace, platform),
              found ? normalize(thread.rawStacktrace(), platform) : thread.rawStacktrace()));
    }
    return new Threads(values);
  }

  private @Nullable Stacktrace normalize(
      @Nullable Stacktrace stacktrace, @Nullable String platform) {
    return stacktrace == null
        ? null
        : stacktrace.withFrames(normalize(stacktrace.frames(), platform));
  }

  /**
   * The frames of one stack trace, normalised; null entries stay where they are.
   *
   * @param eventPlatform platform of the event, for frames that have none
   */
  public List<Frame> normalize(List<Frame> frames, @Nullable String eventPlatform) {
    List<Frame> present = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      if (frame.present()) {
        present.add(trimmed(restored(frame), eventPlatform));
      }
    }
    List<Frame> modified = rules.modify(present, eventPlatform);
    List<Frame> result = new ArrayList<>(frames.size());
    int next = 0;
    for (Frame frame : frames) {
      result.add(frame.present() ? decided(modified.get(next++)) : frame);
    }
    return result;
  }

  /** The frame with the in-app flag that the client sent. */
  private static Frame restored(Frame frame) {
    Integer original = frame.data().originalInApp();
    return original == null ? frame : frame.withInApp(original < 0 ? null : original != 0);
  }

  private static Frame trimmed(Frame frame, @Nullable String eventPlatform) {
    String function = frame.function();
    if (function == null || function.isEmpty() || frame.rawFunction() != null) {
      return frame;
    }
    String trimmed = NameStyle.of(frame.platformOr(eventPlatform)).trim(function);
    return trimmed.equals(function)
        ? frame.withTrimmedFunction()
        : frame.withFunction(trimmed, function);
  }

  private static Frame decided(Frame frame) {
    return frame.inApp() == null ? frame.markedInApp(false) : frame;
  }
}
