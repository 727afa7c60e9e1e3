package dev.tracefold.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text as the reference's language sees it: whitespace, word characters, digits, line boundaries,
 * and lengths in code points (grouping 20). Java's own notions differ in each of these.
 */
public final class UnicodeText {

  private UnicodeText() {}

  /** Whether the character is whitespace: the set of grouping 20.2. */
  public static boolean isSpace(int c) {
    if (c < 0x80) {
      return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
    }
    return c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** Whether the code point is a letter, a number of any kind, or the underscore. */
  public static boolean isWord(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }

  /** Whether a word character starts at a position. */
  public static boolean wordStartsAt(String text, int position) {
    return position < text.length() && isWord(text.codePointAt(position));
  }

  /** Whether a word character ends right before a position. */
  public static boolean wordEndsAt(String text, int position) {
    return position > 0 && isWord(text.codePointBefore(position));
  }

  /** Whether the code point is a decimal digit of any script. */
  public static boolean isDigit(int c) {
    return c < 0x80 ? c >= '0' && c <= '9' : Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
  }

  /** Where the decimal digits of any script end that start at a position. */
  public static int digitsEnd(String text, int position) {
    int end = position;
    while (end < text.length() && isDigit(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** Where the decimal digits of any script start that end at a position. */
  public static int digitsStart(String text, int position) {
    int start = position;
    while (start > 0 && isDigit(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    return start;
  }

  /** Whether the character is a hexadecimal digit; ASCII only. */
  public static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Whether the character ends a line; CR LF is one boundary of two characters. */
  public static boolean isLineBoundary(char c) {
    return (c >= 0x0a && c <= 0x0d)
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** The text without whitespace at both ends. */
  public static String strip(String text) {
    int end = strippedEnd(text, text.length());
    int start = 0;
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start, end);
  }

  /** Where the text in front of a position ends, whitespace on its right not counted. */
  public static int strippedEnd(String text, int position) {
    int end = position;
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Whether the text is empty or all whitespace. */
  public static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isSpace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The text with every run of whitespace turned into one blank, and none at the ends. */
  public static String collapseSpace(String text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    boolean pending = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        pending = true;
        continue;
      }
      if (pending && !collapsed.isEmpty()) {
        collapsed.append(' ');
      }
      pending = false;
      collapsed.append(c);
    }
    return collapsed.toString();
  }

  /**
   * The first lines of the text that are neither empty nor all whitespace, without their
   * boundaries.
   *
   * @param max how many lines at most, 1 or more
   */
  public static List<String> firstFilledLines(String text, int max) {
    List<String> lines = new ArrayList<>(max);
    int start = 0;
    while (start < text.length() && lines.size() < max) {
      int end = lineEnd(text, start);
      String line = text.substring(start, end);
      if (!isBlank(line)) {
        lines.add(line);
      }
      start = nextLine(text, end);
    }
    return lines;
  }

  /** The text up to its first line boundary. */
  public static String firstLine(String text) {
    return text.substring(0, lineEnd(text, 0));
  }

  /**
   * The text if it has at most {@code max} code points, else its beginning and three full stops.
   */
  public static String truncate(String text, int max) {
    if (!isLongerThan(text, max)) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Math.max(0, max - 3))) + "...";
  }

  /** Whether the text has more than {@code max} code points. */
  public static boolean isLongerThan(String text, int max) {
    return text.length() > max && text.codePointCount(0, text.length()) > max;
  }

  private static int lineEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !isLineBoundary(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int nextLine(String text, int end) {
    if (end >= text.length()) {
      return end;
    }
    boolean pair =
        text.charAt(end) == '\r' && end + 1 < text.length() && text.charAt(end + 1) == '\n';
    return end + (pair ? 2 : 1);
  }
}
