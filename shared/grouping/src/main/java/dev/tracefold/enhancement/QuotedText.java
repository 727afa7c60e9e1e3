package dev.tracefold.enhancement;

import org.jspecify.annotations.Nullable;

/** Undoes the escapes of a quoted value (enhancements 3.1). */
public final class QuotedText {

  /** Longer than every name in Unicode, so that looking for its end stays cheap. */
  private static final int CHARACTER_NAME_LENGTH_MAX = 128;

  private final String text;
  private final StringBuilder result = new StringBuilder();
  private int position;

  private QuotedText(String text) {
    this.text = text;
  }

  /**
   * What the text between the quotation marks stands for. An escape that is not well-formed stands
   * for itself.
   */
  public static String unescape(String text) {
    return text.indexOf('\\') < 0 ? text : new QuotedText(text).unescape();
  }

  private String unescape() {
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '\\' && position < text.length()) {
        escape();
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  /** Position is behind the backslash. */
  private void escape() {
    int c = text.codePointAt(position);
    switch (c) {
      case '\\', '\'', '"' -> simple(c);
      case 'a' -> simple(0x07);
      case 'b' -> simple('\b');
      case 'f' -> simple('\f');
      case 'n' -> simple('\n');
      case 'r' -> simple('\r');
      case 't' -> simple('\t');
      case 'v' -> simple(0x0b);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
      case 'x' -> hexadecimal(2);
      case 'u' -> hexadecimal(4);
      case 'U' -> hexadecimal(8);
      case 'N' -> named();
      default -> keep(c);
    }
  }

  private void simple(int codePoint) {
    result.appendCodePoint(codePoint);
    position++;
  }

  private void octal() {
    int value = 0;
    for (int digits = 0; digits < 3 && position < text.length(); digits++) {
      int digit = text.charAt(position) - '0';
      if (digit < 0 || digit > 7) {
        break;
      }
      value = value * 8 + digit;
      position++;
    }
    result.appendCodePoint(value);
  }

  private void hexadecimal(int digits) {
    int start = position + 1;
    long value = 0;
    for (int i = start; i < start + digits; i++) {
      int digit = i < text.length() ? hexadecimalDigit(text.charAt(i)) : -1;
      if (digit < 0) {
        keep(text.charAt(position));
        return;
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      keep(text.charAt(position));
      return;
    }
    result.appendCodePoint((int) value);
    position = start + digits;
  }

  private static int hexadecimalDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private void named() {
    int limit = Math.min(text.length(), position + 2 + CHARACTER_NAME_LENGTH_MAX);
    int end = text.startsWith("{", position + 1) ? text.indexOf('}', position, limit) : -1;
    Integer codePoint = end < 0 ? null : codePoint(text.substring(position + 2, end));
    if (codePoint == null) {
      keep('N');
      return;
    }
    result.appendCodePoint(codePoint);
    position = end + 1;
  }

  private static @Nullable Integer codePoint(String name) {
    try {
      int codePoint = Character.codePointOf(name);
      return switch (Character.getType(codePoint)) {
        // The names that Java makes up for characters that have none are not Unicode's.
        case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED ->
            null;
        default -> codePoint;
      };
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Keeps the backslash and what follows it. */
  private void keep(int c) {
    result.append('\\');
    if (c < 0x80) {
      result.append((char) c);
    } else if (c < 0x100) {
      // A character outside of ASCII turns into its own escape behind a backslash.
      result.append("x%02x".formatted(c));
    } else if (c < 0x10000) {
      result.append("u%04x".formatted(c));
    } else {
      result.append("U%08x".formatted(c));
    }
    position += Character.charCount(c);
  }
}
