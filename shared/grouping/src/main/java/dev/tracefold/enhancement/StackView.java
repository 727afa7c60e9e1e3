package dev.tracefold.enhancement;

import dev.tracefold.event.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stack trace as matchers see it during a pass: its frames and its exception. */
record StackView(List<FrameView> frames, ExceptionView exception) {

  static StackView of(List<Frame> frames, @Nullable String eventPlatform, ExceptionView exception) {
    return new StackView(
        frames.stream().map(frame -> new FrameView(frame, eventPlatform)).toList(), exception);
  }

  int size() {
    return frames.size();
  }
}
