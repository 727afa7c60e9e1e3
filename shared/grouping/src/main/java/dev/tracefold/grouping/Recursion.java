package dev.tracefold.grouping;

import dev.tracefold.event.Frame;
import java.util.Objects;

/** Recognises a frame that repeats the one before it (grouping 9). */
final class Recursion {

  private Recursion() {}

  static boolean repeats(Frame frame, Frame previous) {
    return Objects.equals(frame.lineno(), previous.lineno())
        && Objects.equals(frame.function(), previous.function())
        && Objects.equals(frame.filename(), previous.filename())
        && Objects.equals(frame.module(), previous.module())
        && Objects.equals(frame.absPath(), previous.absPath())
        && Objects.equals(frame.packageName(), previous.packageName())
        && Objects.equals(frame.colno(), previous.colno());
  }
}
