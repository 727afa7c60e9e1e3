package dev.tracefold.enhancement;

/**
 * A rule text that cannot be used, with the place, what was found there and what was expected.
 *
 * <p>Fix the text at that place; nothing of it is in effect.
 */
public final class RuleSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Longest quotation of a rule text in a message, in characters: one glance. */
  private static final int QUOTED_LENGTH_MAX = 32;

  private final int line;
  private final int column;
  private final String found;
  private final String expected;

  private RuleSyntaxException(int line, int column, String found, String expected) {
    super("Line %d, column %d: found %s, expected %s".formatted(line, column, found, expected));
    this.line = line;
    this.column = column;
    this.found = found;
    this.expected = expected;
  }

  /** A problem that starts at a position of the text, counted in UTF-16 units from 0. */
  public static RuleSyntaxException at(String text, int position, String expected) {
    return at(text, position, quoted(text.substring(position)), expected);
  }

  public static RuleSyntaxException at(String text, int position, String found, String expected) {
    int lineStart = text.lastIndexOf('\n', position - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(lineStart, position);
    return new RuleSyntaxException(line, column, found, expected);
  }

  /** The start of a text up to the end of its line, in quotation marks. */
  static String quoted(String text) {
    if (text.isEmpty()) {
      return "the end of the text";
    }
    if (text.charAt(0) == '\n' || text.charAt(0) == '\r') {
      return "the end of the line";
    }
    StringBuilder quoted = new StringBuilder("\"");
    int length = 0;
    for (int c : text.codePoints().takeWhile(c -> c != '\n' && c != '\r').toArray()) {
      if (length++ == QUOTED_LENGTH_MAX) {
        quoted.append("...");
        break;
      }
      // Control characters are shown as escapes, so that a terminal cannot be steered by them.
      quoted.append(Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c));
    }
    return quoted.append('"').toString();
  }

  /** Line of the problem, from 1; only line feeds end a line. */
  public int line() {
    return line;
  }

  /** Column of the problem in characters, from 1. */
  public int column() {
    return column;
  }

  /** What stands there. */
  public String found() {
    return found;
  }

  /** What should stand there. */
  public String expected() {
    return expected;
  }
}
