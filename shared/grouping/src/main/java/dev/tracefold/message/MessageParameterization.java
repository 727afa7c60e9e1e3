package dev.tracefold.message;

import dev.tracefold.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/**
 * Replaces e-mail addresses, URLs, dates, numbers and the like in a message by placeholders
 * (grouping 15.2).
 *
 * <p>The reference searches with one ordered alternation of backtracking patterns; here every
 * alternative is a scanner that looks at each character a bounded number of times, so that the cost
 * of a message is linear in its length.
 */
public final class MessageParameterization {

  private static final int LINES_MAX = 2;

  private MessageParameterization() {}

  /** The message with its variable parts replaced; the empty message stays empty. */
  public static String parameterize(String message) {
    String trimmed = firstLines(message);
    return replaceValues(trimmed.equals(message) ? message : trimmed + "...");
  }

  private static String firstLines(String message) {
    return UnicodeText.strip(String.join("\n", UnicodeText.firstFilledLines(message, LINES_MAX)));
  }

  private static String replaceValues(String text) {
    ValueScanner scanner = new ValueScanner(text);
    StringBuilder replaced = null;
    int copied = 0;
    int position = 0;
    while (position < text.length()) {
      @Nullable String name = scanner.match(position);
      if (name == null) {
        position += Character.charCount(text.codePointAt(position));
        continue;
      }
      if (replaced == null) {
        replaced = new StringBuilder(text.length());
      }
      replaced.append(text, copied, position).append('<').append(name).append('>');
      copied = scanner.end();
      position = copied;
    }
    return replaced == null ? text : replaced.append(text, copied, text.length()).toString();
  }
}
