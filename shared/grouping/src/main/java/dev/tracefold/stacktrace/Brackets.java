package dev.tracefold.stacktrace;

import dev.tracefold.text.UnicodeText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over bracketed text, depth by depth (stacktraces 7.3, 7.4). */
final class Brackets {

  private static final String OPENING = "({[<";
  private static final String CLOSING = ")}]>";

  private Brackets() {}

  /** What takes the place of a bracket pair and its content. */
  interface Replacement {

    /**
     * The replacement; null for nothing.
     *
     * @param content text between the brackets
     * @param position where the opening bracket stands
     */
    @Nullable String of(String content, int position);
  }

  /**
   * Replaces every outermost pair of brackets with its content.
   *
   * <p>Unbalanced text loses characters, and Sentry's names rely on which: an opening bracket that
   * is never closed swallows the rest; behind a surplus closing bracket everything is dropped until
   * an opening one makes up for it. Text without an opening bracket stays as it is.
   */
  static String replace(String text, char open, char close, Replacement replacement) {
    int first = text.indexOf(open);
    if (first < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    int depth = 0;
    int start = first;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == open) {
        if (depth == 0) {
          start = i;
        }
        depth++;
      } else if (c == close) {
        depth--;
        if (depth == 0) {
          String replaced = replacement.of(text.substring(start + 1, i), start);
          if (replaced != null) {
            kept.append(replaced);
          }
        }
      } else if (depth == 0) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  /**
   * Splits at whitespace outside of brackets. Text behind an opening bracket that is never closed
   * is lost.
   */
  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    StringBuilder token = new StringBuilder();
    StringBuilder awaited = new StringBuilder();
    int pieceStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int opening = OPENING.indexOf(c);
      int innermost = awaited.length() - 1;
      if (opening >= 0) {
        if (awaited.isEmpty()) {
          pieceStart = i;
        }
        awaited.append(CLOSING.charAt(opening));
      } else if (!awaited.isEmpty()) {
        if (c == awaited.charAt(innermost)) {
          awaited.setLength(innermost);
          if (awaited.isEmpty()) {
            token.append(text, pieceStart, i + 1);
          }
        }
      } else if (!UnicodeText.isSpace(c)) {
        token.append(c);
      } else {
        endToken(token, tokens);
      }
    }
    endToken(token, tokens);
    return tokens;
  }

  private static void endToken(StringBuilder token, List<String> tokens) {
    if (!token.isEmpty()) {
      tokens.add(token.toString());
      token.setLength(0);
    }
  }
}
