package dev.tracefold.stacktrace;

import org.jspecify.annotations.Nullable;

/** How the function names of a platform look, and so how they are trimmed (stacktraces 7.1). */
public enum NameStyle {
  /** Names that stay as they are: JavaScript, Java, Python, PHP, Ruby and most others. */
  PLAIN,
  /** C# as Unity writes it: {@code Namespace.Class.Method (args)}. */
  UNITY,
  /** C, C++, Rust, Objective-C. */
  NATIVE,
  /** Native names that may be Swift's, where attributes in place of a name mean a closure. */
  APPLE;

  private static final String UNITY_ARGUMENTS = " (";

  /** The style of a platform; {@link #PLAIN} for unknown ones and null. */
  public static NameStyle of(@Nullable String platform) {
    if (platform == null) {
      return PLAIN;
    }
    return switch (platform) {
      case "csharp" -> UNITY;
      case "objc", "native", "c" -> NATIVE;
      case "cocoa", "swift" -> APPLE;
      default -> PLAIN;
    };
  }

  /** The name without arguments, generics and other noise. Takes linear time. */
  public String trim(String name) {
    return trim(name, true);
  }

  /**
   * The name without arguments, generics and other noise. Takes linear time.
   *
   * @param normalizeLambdas whether all kinds of generated lambda names become {@code lambda}; only
   *     one old configuration does without
   */
  public String trim(String name, boolean normalizeLambdas) {
    return switch (this) {
      case PLAIN -> name;
      case UNITY -> {
        int arguments = name.indexOf(UNITY_ARGUMENTS);
        yield arguments < 0 ? name : name.substring(0, arguments);
      }
      case NATIVE, APPLE -> NativeName.trim(name, this == APPLE, normalizeLambdas);
    };
  }
}
