package dev.tracefold.fingerprint;

import dev.tracefold.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/**
 * A variable such as <code>{{ transaction }}</code> in a fingerprint or title (fingerprinting 7.1).
 *
 * @param name what stands between the braces, without whitespace around it
 * @param start position of the first brace
 * @param end position behind the last brace
 */
public record Placeholder(String name, int start, int end) {

  /** The fingerprint that asks for default grouping, as the product writes it. */
  public static final String DEFAULT = "{{ default }}";

  private static final String DEFAULT_NAME = "default";
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /** Whether the whole text asks for default grouping. */
  public static boolean isDefault(String text) {
    Placeholder placeholder = whole(text);
    return placeholder != null && placeholder.name.equals(DEFAULT_NAME);
  }

  /** The variable that the whole text is; null if it is a literal. */
  static @Nullable Placeholder whole(String text) {
    if (!text.startsWith(OPEN)
        || !text.endsWith(CLOSE)
        || text.length() <= OPEN.length() + CLOSE.length()) {
      return null;
    }
    String name = UnicodeText.strip(text.substring(OPEN.length(), text.length() - CLOSE.length()));
    return name.isEmpty() || spaceFrom(name, 0) < name.length()
        ? null
        : new Placeholder(name, 0, text.length());
  }

  /**
   * The variable that starts at a position; it reaches as far as it can without whitespace in its
   * name. Null if there is none.
   */
  static @Nullable Placeholder at(String text, int start) {
    if (!text.startsWith(OPEN, start)) {
      return null;
    }
    int name = spaceEnd(text, start + OPEN.length());
    int nameEnd = spaceFrom(text, name);
    int close = spaceEnd(text, nameEnd);
    if (name < nameEnd && text.startsWith(CLOSE, close)) {
      return new Placeholder(text.substring(name, nameEnd), start, close + CLOSE.length());
    }
    int last = text.lastIndexOf(CLOSE, nameEnd - CLOSE.length());
    return last > name
        ? new Placeholder(text.substring(name, last), start, last + CLOSE.length())
        : null;
  }

  /** The first variable at or behind a position; null if there is none. Takes linear time. */
  static @Nullable Placeholder next(String text, int from) {
    int start = text.indexOf(OPEN, from);
    while (start >= 0) {
      Placeholder placeholder = at(text, start);
      if (placeholder != null) {
        return placeholder;
      }
      // Braces further on in the same run of characters cannot be closed either.
      int runEnd = spaceFrom(text, spaceEnd(text, start + OPEN.length()));
      boolean sameRun = spaceFrom(text, start) == runEnd;
      int skipped = sameRun ? runEnd - OPEN.length() : start;
      start = text.indexOf(OPEN, Math.max(start + 1, skipped));
    }
    return null;
  }

  private static int spaceEnd(String text, int from) {
    int position = from;
    while (position < text.length() && UnicodeText.isSpace(text.charAt(position))) {
      position++;
    }
    return position;
  }

  private static int spaceFrom(String text, int from) {
    int position = from;
    while (position < text.length() && !UnicodeText.isSpace(text.charAt(position))) {
      position++;
    }
    return position;
  }
}
