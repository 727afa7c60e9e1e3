package dev.tracefold.stacktrace;

import dev.tracefold.event.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that change frames while a stack trace is normalised (stacktraces 5, step 3). */
@FunctionalInterface
public interface FrameModifier {

  /** Leaves every frame as it is. */
  FrameModifier NONE = (frames, eventPlatform) -> frames;

  /**
   * The frames with in-app flags and categories as the rules want them.
   *
   * @param frames frames of one stack trace that are no null entries, the crash last
   * @param eventPlatform platform of the event, for frames that have none
   * @return as many frames, in the same order
   */
  List<Frame> modify(List<Frame> frames, @Nullable String eventPlatform);
}
