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
    return text.substring(start, Math.max(start, endOf(text, text.length())));
  }

  /** Where the text in front of a position ends, whitespace on its right not counted. */
  static int endOf(String text, int position) {
    int end = position;
    while (end > 0 && is(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
