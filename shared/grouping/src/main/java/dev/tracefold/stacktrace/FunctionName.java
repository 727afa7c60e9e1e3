package dev.tracefold.stacktrace;

import dev.tracefold.event.Frame;
import org.jspecify.annotations.Nullable;

/** The function name of a frame, as it is shown and matched (stacktraces 8). */
public final class FunctionName {

  /** What rules see where a frame has no function name. */
  public static final String UNKNOWN = "<unknown>";

  private FunctionName() {}

  /**
   * The name to show: trimmed, unless the frame tells the two names apart already.
   *
   * @param eventPlatform platform of the event, for frames that have none
   * @return null if the frame has no name
   */
  public static @Nullable String display(Frame frame, @Nullable String eventPlatform) {
    String function = frame.function();
    if (isTrimmed(frame)) {
      return function;
    }
    return function == null || function.isEmpty()
        ? null
        : NameStyle.of(frame.platformOr(eventPlatform)).trim(function);
  }

  /** The style by which {@code function} still has to be trimmed for display. */
  public static NameStyle displayStyle(Frame frame, @Nullable String eventPlatform) {
    return isTrimmed(frame) ? NameStyle.PLAIN : NameStyle.of(frame.platformOr(eventPlatform));
  }

  private static boolean isTrimmed(Frame frame) {
    return frame.trimmed() || (frame.rawFunction() != null && !frame.rawFunction().isEmpty());
  }
}
