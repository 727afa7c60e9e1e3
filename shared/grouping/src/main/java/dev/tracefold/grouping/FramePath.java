package dev.tracefold.grouping;

/**
 * Where a frame stands in the payload (grouping 3.3).
 *
 * @param owner what holds the stack trace
 * @param ownerIndex position of the exception or thread in its list, null entries counted; 0 for
 *     the top-level stack trace
 * @param frameIndex position in the list of frames, null entries counted
 */
public record FramePath(Owner owner, int ownerIndex, int frameIndex) {

  /** What holds a stack trace. */
  public enum Owner {
    EXCEPTION,
    THREAD,
    EVENT
  }

  /** The path of another frame of the same stack trace. */
  FramePath at(int index) {
    return new FramePath(owner, ownerIndex, index);
  }
}
