package dev.tracefold.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a stack trace (grouping 3.2).
 *
 * <p>Texts are null where the payload has none or holds something that is no text; an empty text
 * stays an empty text, because the rules tell the two apart.
 *
 * @param present false for a null entry of the frame list: it groups as a frame without attributes,
 *     but normalisation passes over it (stacktraces 5)
 * @param function function name, trimmed once stack traces are normalised
 * @param rawFunction function name before trimming
 * @param trimmed whether {@code function} is known to be as trimming leaves it, so that nobody has
 *     to trim it again
 * @param module module or class
 * @param packageName binary image, jar or assembly; {@code package} on the wire
 * @param absPath absolute path or URL of the source
 * @param filename path of the source
 * @param platform platform of this frame where it differs from the event's
 * @param symbol native symbol
 * @param contextLine source line
 * @param inApp whether the frame is code of the application; null if nobody said
 * @param data what {@code data} holds
 * @param lineno line number; null if absent or outside of 64 bits
 * @param colno column number; null if absent or outside of 64 bits
 */
public record Frame(
    boolean present,
    @Nullable String function,
    @Nullable String rawFunction,
    boolean trimmed,
    @Nullable String module,
    @Nullable String packageName,
    @Nullable String absPath,
    @Nullable String filename,
    @Nullable String platform,
    @Nullable String symbol,
    @Nullable String contextLine,
    @Nullable Boolean inApp,
    FrameData data,
    @Nullable Long lineno,
    @Nullable Long colno) {

  /** A null entry of a frame list. */
  public static final Frame MISSING =
      new Frame(
          false,
          null,
          null,
          false,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          FrameData.EMPTY,
          null,
          null);

  /** A frame that has no attribute at all. */
  public static final Frame EMPTY =
      new Frame(
          true,
          null,
          null,
          false,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          FrameData.EMPTY,
          null,
          null);

  /** This frame with another function name and raw function name. */
  public Frame withFunction(@Nullable String function, @Nullable String rawFunction) {
    return with(function, rawFunction, false, inApp, data);
  }

  /** This frame, whose function name is known to be as trimming leaves it. */
  public Frame withTrimmedFunction() {
    return with(function, rawFunction, true, inApp, data);
  }

  /** This frame with another in-app flag; nothing is remembered in its data. */
  public Frame withInApp(@Nullable Boolean inApp) {
    return with(function, rawFunction, trimmed, inApp, data);
  }

  /** This frame with other data. */
  public Frame withData(FrameData data) {
    return with(function, rawFunction, trimmed, inApp, data);
  }

  /**
   * This frame with its in-app flag set, the flag as first received being remembered in its data
   * (stacktraces 6). Unchanged if it has that flag already.
   */
  public Frame markedInApp(boolean flag) {
    if (inApp != null && inApp == flag) {
      return this;
    }
    if (data.originalInApp() != null) {
      return withInApp(flag);
    }
    int original = inApp == null ? -1 : inApp ? 1 : 0;
    return with(function, rawFunction, trimmed, flag, data.withOriginalInApp(original));
  }

  private Frame with(
      @Nullable String function,
      @Nullable String rawFunction,
      boolean trimmed,
      @Nullable Boolean inApp,
      FrameData data) {
    if (Objects.equals(function, this.function)
        && Objects.equals(rawFunction, this.rawFunction)
        && trimmed == this.trimmed
        && Objects.equals(inApp, this.inApp)
        && data.equals(this.data)) {
      return this;
    }
    return new Frame(
        present,
        function,
        rawFunction,
        trimmed,
        module,
        packageName,
        absPath,
        filename,
        platform,
        symbol,
        contextLine,
        inApp,
        data,
        lineno,
        colno);
  }

  /** Whether the in-app flag is set; a flag that nobody set counts as false. */
  public boolean isInApp() {
    return inApp != null && inApp;
  }

  /** The platform of this frame, or that of the event where the frame has none or an empty one. */
  public @Nullable String platformOr(@Nullable String eventPlatform) {
    return platform == null || platform.isEmpty() ? eventPlatform : platform;
  }
}
