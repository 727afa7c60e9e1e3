package dev.tracefold.stacktrace;

/**
 * The characters that count as whitespace for Sentry (stacktraces 12). Java's own three notions of
 * whitespace all differ from it.
 */
public final class Whitespace {

  private Whitespace() {}

  public static boolean is(int c) {
    if (c < 0x80) {
      return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20);
    }
    return switch (c) {
      case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200a;
    };
  }

  /** The text without whitespace at either side. */
  public static String trim(String text) {
    int start = 0;
    while (start < text.length() && is(text.charAt(start))) {
      start++;
    }
    return trimEnd(text.substring(start));
  }

  /** The text without whitespace on the right. */
  public static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
