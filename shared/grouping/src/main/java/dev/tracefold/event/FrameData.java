package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * The members of a frame's {@code data} that grouping reads or writes.
 *
 * @param originalInApp {@code data.orig_in_app}, the in-app flag as first received: -1 for null, 0
 *     for false, 1 for true; null if the flag was never changed
 * @param category {@code data.category}, or null
 * @param sourcemap whether {@code data.sourcemap} is not null
 * @param writable false if {@code data} is neither an object nor null: then nothing can be
 *     remembered in it (stacktraces 6)
 */
public record FrameData(
    @Nullable Integer originalInApp,
    @Nullable String category,
    boolean sourcemap,
    boolean writable) {

  /** The data of a frame that has none. */
  public static final FrameData EMPTY = new FrameData(null, null, false, true);

  /** This data with another original in-app flag; unchanged if nothing can be written. */
  public FrameData withOriginalInApp(int originalInApp) {
    return writable ? new FrameData(originalInApp, category, sourcemap, true) : this;
  }

  /** This data with another category; unchanged if nothing can be written. */
  public FrameData withCategory(String category) {
    return writable ? new FrameData(originalInApp, category, sourcemap, true) : this;
  }
}
