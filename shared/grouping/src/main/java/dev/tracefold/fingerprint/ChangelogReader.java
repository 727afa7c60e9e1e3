package dev.tracefold.fingerprint;

import dev.tracefold.text.UnicodeText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the comments with two marks at the top of a rule text (fingerprinting 2). Blank lines do
 * not end them; any other comment and the first rule do.
 */
final class ChangelogReader {

  private static final String MARK = "##";

  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  /** Is told of every comment, with its marks. */
  void comment(String comment) {
    if (!comment.startsWith(MARK)) {
      ended = true;
    } else if (!ended) {
      lines.add(stripTrailing(comment.substring(MARK.length())));
    }
  }

  /** Is told that a rule follows. */
  void end() {
    ended = true;
  }

  /** The lines without their common indentation; null if there are none. */
  @Nullable String text() {
    if (lines.isEmpty()) {
      return null;
    }
    String indentation = null;
    for (String line : lines) {
      if (!line.isEmpty()) {
        indentation = indentation == null ? blanks(line) : common(indentation, line);
      }
    }
    int width = indentation == null ? 0 : indentation.length();
    return String.join(
        "\n", lines.stream().map(line -> line.isEmpty() ? line : line.substring(width)).toList());
  }

  private static String blanks(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return line.substring(0, end);
  }

  private static String common(String indentation, String line) {
    int end = 0;
    while (end < indentation.length()
        && end < line.length()
        && indentation.charAt(end) == line.charAt(end)) {
      end++;
    }
    return indentation.substring(0, end);
  }

  private static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && UnicodeText.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
