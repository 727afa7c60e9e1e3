package dev.tracefold.grouping;

import dev.tracefold.text.UnicodeText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Patterns and predicates that legacy and newstyle frames share (grouping 9). */
final class FramePatterns {

  private static final String SUN_ACCESSOR = "sun.reflect.GeneratedMethodAccessor";
  private static final String JDK_ACCESSOR = "jdk.internal.reflect.GeneratedMethodAccessor";

  /** A cleaned module, with the hint that says how; the hint is null if nothing changed. */
  record CleanedModule(String module, @Nullable String hint, boolean accessor) {}

  private FramePatterns() {}

  /** Whether a path is a URL; a {@code file:} URL only if those are not allowed as files. */
  static boolean isUrlOrigin(@Nullable String path, boolean fileAllowed) {
    if (path == null) {
      return false;
    }
    return path.startsWith("http:")
        || path.startsWith("https:")
        || path.startsWith("applewebdata:")
        || path.startsWith("blob:")
        || (!fileAllowed && path.startsWith("file:"));
  }

  /** The text behind the last slash or backslash. */
  static String basename(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** The text behind the last slash or backslash, in lower case. */
  static String lowerBasename(String path) {
    return basename(path).toLowerCase(Locale.ROOT);
  }

  /** Replaces what code generators append to a Java class. */
  static CleanedModule cleanJavaModule(String module) {
    if (module.startsWith(SUN_ACCESSOR)) {
      return new CleanedModule(SUN_ACCESSOR, "removed reflection marker", true);
    }
    if (module.startsWith(JDK_ACCESSOR)) {
      return new CleanedModule(JDK_ACCESSOR, "removed reflection marker", true);
    }
    String cleaned = GeneratedNames.cleanJavaClass(module);
    return new CleanedModule(
        cleaned, cleaned.equals(module) ? null : "removed codegen marker", false);
  }

  /**
   * Replaces versions in the folders of a path: everything in front of a slash that ends like a
   * version or an abbreviated, MD5 or SHA-1 commit.
   */
  static String cleanVersions(String path) {
    StringBuilder cleaned = null;
    int copied = 0;
    for (int slash = path.indexOf('/'), from = 0;
        slash >= 0;
        from = slash + 1, slash = path.indexOf('/', from)) {
      int start = versionStart(path, from, slash);
      if (start < slash) {
        cleaned = cleaned == null ? new StringBuilder(path.length()) : cleaned;
        cleaned.append(path, copied, start).append("<version>/");
        copied = slash + 1;
      }
    }
    return cleaned == null ? path : cleaned.append(path, copied, path.length()).toString();
  }

  /**
   * Where the longest version that ends in front of the slash starts; the slash if there is none.
   */
  private static int versionStart(String path, int from, int slash) {
    int hex = 0;
    while (hex < 40 && slash - hex > from && UnicodeText.isHex(path.charAt(slash - hex - 1))) {
      hex++;
    }
    int commit = hex >= 40 ? 40 : hex >= 32 ? 32 : hex >= 8 ? 8 : hex >= 7 ? 7 : 0;
    return Math.min(slash - commit, numberStart(path, from, slash));
  }

  private static int numberStart(String path, int from, int slash) {
    int start = slash;
    int position = slash;
    boolean afterDigit = false;
    while (position > from) {
      int c = path.codePointBefore(position);
      if (UnicodeText.isDigit(c)) {
        position -= Character.charCount(c);
        start = position;
        afterDigit = true;
      } else if (c == '.' && afterDigit) {
        position--;
        afterDigit = false;
      } else {
        break;
      }
    }
    boolean prefixed = start < slash && start > from && (path.charAt(start - 1) | 0x20) == 'v';
    return prefixed ? start - 1 : start;
  }
}
