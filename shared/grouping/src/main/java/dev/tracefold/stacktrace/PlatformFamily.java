package dev.tracefold.stacktrace;

import org.jspecify.annotations.Nullable;

/** Platforms whose frames are treated alike (stacktraces 3). */
public enum PlatformFamily {
  NATIVE,
  JAVASCRIPT,
  OTHER;

  /** The family of a platform; {@link #OTHER} for unknown platforms, an empty name and null. */
  public static PlatformFamily of(@Nullable String platform) {
    if (platform == null) {
      return OTHER;
    }
    return switch (platform) {
      case "objc", "cocoa", "swift", "native", "c" -> NATIVE;
      case "javascript", "node" -> JAVASCRIPT;
      default -> OTHER;
    };
  }

  /** The name of this family in rules. */
  public String ruleName() {
    return switch (this) {
      case NATIVE -> "native";
      case JAVASCRIPT -> "javascript";
      case OTHER -> "other";
    };
  }
}
