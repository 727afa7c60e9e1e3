package dev.tracefold.intake.scrubbing;

import java.util.Locale;

/**
 * Values inside a text that stand behind their names: {@code token=abc}, {@code password = "a b"},
 * {@code "password": "abc"} of JSON, also where it is quoted within JSON, {@code :token=>"abc"},
 * and the lines of HTTP headers. Looks at each character a bounded number of times.
 */
final class NamedValues {

  /** Longer runs are no names, and would be looked at again and again. */
  private static final int NAME_LENGTH_MAX = 64;

  private static final int SPACES_MAX = 3;

  /** What stands between a name and its value. */
  private static final String SIGNS = "\\\"' =:>";

  private static final String MARK = Secrets.FILTERED.toLowerCase(Locale.ROOT);

  private final String text;
  private final SensitiveNames names;
  private final StringBuilder clean = new StringBuilder();
  private int copied;

  private NamedValues(String text, SensitiveNames names) {
    this.text = text;
    this.names = names;
  }

  /** The text without the values of sensitive names; the same text if it has none. */
  static String scrub(String text, SensitiveNames names) {
    return text.indexOf('=') < 0 && text.indexOf(':') < 0
        ? text
        : new NamedValues(text, names).scrub();
  }

  /** Whether a text is what names of fields look like. */
  static boolean isName(String text) {
    return text.length() <= NAME_LENGTH_MAX
        && text.chars().allMatch(c -> isNameCharacter((char) c));
  }

  /**
   * Whether a scrubbed text speaks of a secret elsewhere than before a mark: "my password is x".
   */
  static boolean leaveWord(String clean, SensitiveNames names) {
    String lowered = clean.toLowerCase(Locale.ROOT);
    for (String word : names.words()) {
      int at = lowered.indexOf(word);
      while (at >= 0) {
        int end = at + word.length();
        if (!isBeforeMark(lowered, end)) {
          return true;
        }
        at = lowered.indexOf(word, end);
      }
    }
    return false;
  }

  /** Whether the rest of a name, and the signs behind it, lead to a mark. */
  private static boolean isBeforeMark(String lowered, int from) {
    int at = from;
    while (at < lowered.length() && at - from < NAME_LENGTH_MAX && isInName(lowered, at)) {
      at++;
    }
    while (at < lowered.length() && SIGNS.indexOf(lowered.charAt(at)) >= 0) {
      at++;
    }
    return lowered.startsWith(MARK, at);
  }

  private static boolean isInName(String lowered, int at) {
    return isNameCharacter(lowered.charAt(at)) && !lowered.startsWith(MARK, at);
  }

  private String scrub() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      i = c == '=' || c == ':' ? afterSign(i) : i + 1;
    }
    return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
  }

  /** Scrubs the value behind a sign if its name is sensitive; where to look next. */
  private int afterSign(int sign) {
    boolean equals = text.charAt(sign) == '=';
    int next = sign + 1;
    if (equals && charAt(next) == '>') {
      next++;
    } else if (equals && charAt(next) == '=') {
      return next + 1;
    }
    int start = next + spaces(next);
    if (start >= text.length()) {
      return next;
    }
    return switch (naming(sign, equals)) {
      case NONE -> next;
      case VALUE -> value(start);
      case LINE -> replace(start, lineEnd(start));
    };
  }

  /** What is secret behind a sign. */
  private enum Named {
    NONE,
    VALUE,
    LINE
  }

  private Named naming(int sign, boolean equals) {
    int end = sign;
    while (end > 0 && sign - end < SPACES_MAX && text.charAt(end - 1) == ' ') {
      end--;
    }
    boolean spaced = end < sign;
    boolean quoted = end > 0 && isQuote(text.charAt(end - 1));
    if (quoted) {
      end--;
      while (end > 0 && text.charAt(end - 1) == '\\') {
        end--;
      }
    }
    int start = end;
    while (start > 0 && end - start <= NAME_LENGTH_MAX && isNameCharacter(text.charAt(start - 1))) {
      start--;
    }
    if (start == end || end - start > NAME_LENGTH_MAX) {
      return Named.NONE;
    }
    String name = text.substring(start, end);
    if (quoted) {
      return names.cover(name) ? Named.VALUE : Named.NONE;
    }
    if (equals) {
      // "Unexpected token = in JSON" names nothing.
      boolean covered = spaced ? names.coverByWord(name) : names.cover(name);
      return covered ? Named.VALUE : Named.NONE;
    }
    return !spaced && isHeader(name) && names.cover(name) ? Named.LINE : Named.NONE;
  }

  /** What is no name of a header may be a word of a sentence: "secret: none of your business". */
  private static boolean isHeader(String name) {
    return name.indexOf('-') > 0
        || name.equalsIgnoreCase("authorization")
        || name.equalsIgnoreCase("cookie");
  }

  /** Scrubs the value that starts here; where it ends. */
  private int value(int start) {
    int quote = start;
    while (charAt(quote) == '\\') {
      quote++;
    }
    if (isQuote(charAt(quote))) {
      return replace(quote + 1, closing(quote, quote - start));
    }
    return switch (text.charAt(start)) {
      case '{', '[' -> replace(start, close(start));
      default -> replace(start, bareEnd(start));
    };
  }

  private int replace(int start, int end) {
    boolean done = text.startsWith(Secrets.FILTERED, start) || isPlace(start, end);
    if (start < end && !done) {
      clean.append(text, copied, start).append(Secrets.FILTERED);
      copied = end;
    }
    return Math.max(start, end);
  }

  /** Whether a message has a place there that a value is put into: {@code %s} or {@code {}}. */
  private boolean isPlace(int start, int end) {
    return end - start == 2
        && (text.startsWith("{}", start)
            || text.startsWith("%s", start)
            || text.startsWith("%d", start));
  }

  /** The end of what a quotation mark opened: before as many backslashes as stood before it. */
  private int closing(int quote, int backslashes) {
    char mark = text.charAt(quote);
    for (int i = quote + 1; i < text.length(); i++) {
      if (text.charAt(i) == mark) {
        int before = i;
        while (before > quote + 1 && text.charAt(before - 1) == '\\') {
          before--;
        }
        if (i - before <= backslashes) {
          return before;
        }
      }
    }
    return text.length();
  }

  /** The end of an object or array, however it is quoted; else that of the text. */
  private int close(int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private int bareEnd(int start) {
    int end = start;
    while (end < text.length() && !isEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int lineEnd(int start) {
    int end = start;
    while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private int spaces(int from) {
    int count = 0;
    while (count < SPACES_MAX && charAt(from + count) == ' ') {
      count++;
    }
    return count;
  }

  /** A character, or NUL beyond the end. */
  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-.[]%".indexOf(c) >= 0;
  }

  private static boolean isEnd(char c) {
    return Character.isWhitespace(c) || "&;,#\"'}".indexOf(c) >= 0;
  }
}
