package dev.tracefold.enhancement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules make of one stack trace whose frames contribute in a certain way (enhancements 7.3
 * to 7.5).
 *
 * @param frames one entry per frame
 * @param contributes whether the stack trace does: any frame does, and there are enough that do
 * @param hint why the stack trace was discarded; null if it was not
 * @param inverted whether the stack trace is to be read from its other end; null if the rules leave
 *     that to the {@code snapshot} attribute of the stack trace
 */
public record StacktraceMarks(
    List<FrameMark> frames,
    boolean contributes,
    @Nullable String hint,
    @Nullable Boolean inverted) {

  public StacktraceMarks {
    frames = List.copyOf(frames);
  }

  /**
   * What the rules make of one frame.
   *
   * @param contributes whether it does, after all rules
   * @param hint why, in the words of the last rule that had something to say; null if none had, so
   *     that the frame keeps the hint it has
   * @param prefix whether the frame pulls in the next one (enhancements 7.6)
   * @param sentinel whether the frame can start a level
   */
  public record FrameMark(
      boolean contributes, @Nullable String hint, boolean prefix, boolean sentinel) {

    private static final FrameMark CONTRIBUTING = new FrameMark(true, null, false, false);
    private static final FrameMark NOT_CONTRIBUTING = new FrameMark(false, null, false, false);

    /** A frame that no rule has anything to say about. */
    static FrameMark unmarked(boolean contributes) {
      return contributes ? CONTRIBUTING : NOT_CONTRIBUTING;
    }
  }
}
