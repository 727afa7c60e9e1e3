package dev.tracefold.event;

import java.util.List;

/**
 * A stack trace: its frames from the thread's base (first) to the crash (last).
 *
 * @param frames one entry per entry of the payload's list, {@link Frame#MISSING} for null ones, so
 *     that positions agree with the payload
 * @param snapshot truth value of the {@code snapshot} attribute
 */
public record Stacktrace(List<Frame> frames, boolean snapshot) {

  public Stacktrace {
    frames = List.copyOf(frames);
  }

  /** Whether there is a frame that is not null. */
  public boolean hasPresentFrame() {
    for (Frame frame : frames) {
      if (frame.present()) {
        return true;
      }
    }
    return false;
  }

  /** This stack trace with other frames. */
  public Stacktrace withFrames(List<Frame> frames) {
    return new Stacktrace(frames, snapshot);
  }
}
