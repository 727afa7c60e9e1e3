package dev.tracefold.event;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the frame that stands for where an event happened (stacktraces 9). */
public final class CrashFrame {

  private CrashFrame() {}

  /**
   * The frame closest to the crash that is in-app and passes the test; failing that, the frame
   * closest to the crash that passes it.
   *
   * @return null if no frame passes
   */
  public static @Nullable Frame find(ErrorEvent event, Predicate<Frame> test) {
    List<Frame> frames = frames(event);
    Frame fallback = null;
    for (int i = frames.size() - 1; i >= 0; i--) {
      Frame frame = frames.get(i);
      if (!frame.present() || !test.test(frame)) {
        continue;
      }
      if (frame.isInApp()) {
        return frame;
      }
      if (fallback == null) {
        fallback = frame;
      }
    }
    return fallback;
  }

  /** The frames searched: of the last exception, else top-level, else of the only thread. */
  private static List<Frame> frames(ErrorEvent event) {
    ExceptionValue last = event.lastException();
    if (last != null && last.stacktrace() != null) {
      return last.stacktrace().frames();
    }
    if (event.stacktrace() != null && !event.stacktrace().frames().isEmpty()) {
      return event.stacktrace().frames();
    }
    if (event.threads() != null && event.threads().values().size() == 1) {
      Stacktrace only = event.threads().values().get(0).stacktrace();
      return only == null ? List.of() : only.frames();
    }
    return List.of();
  }
}
