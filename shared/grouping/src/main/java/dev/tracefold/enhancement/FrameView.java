package dev.tracefold.enhancement;

import dev.tracefold.event.Frame;
import dev.tracefold.stacktrace.FunctionName;
import dev.tracefold.stacktrace.NameStyle;
import dev.tracefold.stacktrace.PlatformFamily;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One frame as matchers see it during a pass (enhancements 4.2). In-app flag and category change
 * with the pass, everything else stays.
 */
final class FrameView {

  private final Frame frame;
  private final @Nullable String platform;
  private final PlatformFamily family;
  private @Nullable Boolean inApp;
  private @Nullable String category;
  private boolean inAppTouched;
  private @Nullable String newCategory;

  FrameView(Frame frame, @Nullable String eventPlatform) {
    this.frame = frame;
    this.platform = frame.platformOr(eventPlatform);
    this.family = PlatformFamily.of(platform);
    this.inApp = frame.inApp();
    this.category = frame.data().category();
  }

  PlatformFamily family() {
    return family;
  }

  @Nullable Boolean inApp() {
    return inApp;
  }

  @Nullable String category() {
    return category;
  }

  NameStyle nameStyle() {
    return FunctionName.displayStyle(frame, platform);
  }

  /** The text that {@link #value} is made from; equal texts give equal values. */
  @Nullable String source(FrameField field) {
    return switch (field) {
      case PATH ->
          frame.absPath() == null || frame.absPath().isEmpty() ? frame.filename() : frame.absPath();
      case PACKAGE -> frame.packageName();
      case FUNCTION -> frame.function();
      case MODULE -> frame.module();
      case CATEGORY -> category;
      case FAMILY, APP -> null;
    };
  }

  /** The text that patterns are matched against; null if the frame has none. */
  @Nullable String value(FrameField field) {
    if (field == FrameField.FUNCTION) {
      String name = FunctionName.display(frame, platform);
      return name == null || name.isEmpty() ? FunctionName.UNKNOWN : name;
    }
    String source = source(field);
    boolean folded = field == FrameField.PATH || field == FrameField.PACKAGE;
    return folded && source != null ? source.toLowerCase(Locale.ROOT) : source;
  }

  void setInApp(boolean flag) {
    if (inApp == null || inApp != flag) {
      inApp = flag;
      inAppTouched = true;
    }
  }

  void setCategory(String category) {
    this.category = category;
    newCategory = category;
  }

  /**
   * The frame with the changes of the pass. A flag that was flipped and flipped back is remembered
   * all the same (stacktraces 6).
   */
  Frame modified() {
    Frame result =
        newCategory == null ? frame : frame.withData(frame.data().withCategory(newCategory));
    if (!inAppTouched || inApp == null) {
      return result;
    }
    boolean flippedBack = frame.inApp() != null && frame.inApp().equals(inApp);
    return (flippedBack ? result.markedInApp(!inApp) : result).markedInApp(inApp);
  }
}
