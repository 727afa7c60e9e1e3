package dev.tracefold.intake.useragent;

import java.util.Locale;

/**
 * Finds text that every match of a pattern holds, so that most patterns are ruled out without being
 * tried, or even compiled. Understands as much of the syntax as is needed to be sure; where it is
 * not, the text is shorter.
 */
final class RequiredText {

  private final String pattern;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";

  private RequiredText(String pattern) {
    this.pattern = pattern;
  }

  /** The longest such text in lower case; empty if there is none. */
  static String of(String pattern) {
    RequiredText required = new RequiredText(pattern);
    if (!required.hasChoice(0, pattern.length())) {
      required.scan();
    }
    return required.longest;
  }

  private void scan() {
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int next = end(i);
      boolean optional = isOptional(next);
      switch (c) {
        case '(' -> {
          endRun();
          if (!optional && !hasChoice(i + 1, next - 1) && isPlain(i)) {
            next = afterOpening(i);
          }
        }
        case ')', '[', '.', '^', '$', '?', '*', '+' -> endRun();
        case '{' -> {
          endRun();
          next = pattern.indexOf('}', i) + 1;
        }
        case '\\' -> {
          char escaped = pattern.charAt(i + 1);
          if (optional || Character.isLetterOrDigit(escaped)) {
            endRun();
          } else {
            run.append(escaped);
          }
        }
        default -> {
          if (optional) {
            endRun();
          } else {
            run.append(c);
          }
        }
      }
      i = next;
    }
    endRun();
  }

  private void endRun() {
    if (run.length() > longest.length()) {
      longest = run.toString().toLowerCase(Locale.ROOT);
    }
    run.setLength(0);
  }

  /** Whether what ends at a place may be missing from a match. */
  private boolean isOptional(int at) {
    return at < pattern.length() && "?*{".indexOf(pattern.charAt(at)) >= 0;
  }

  /** Whether a group only groups or captures. */
  private boolean isPlain(int open) {
    return pattern.charAt(open + 1) != '?' || pattern.startsWith("(?:", open);
  }

  private int afterOpening(int open) {
    return open + (pattern.startsWith("(?:", open) ? "(?:".length() : 1);
  }

  /** Whether there are alternatives between two places, outside of groups between them. */
  private boolean hasChoice(int from, int to) {
    for (int i = from; i < to; i = end(i)) {
      if (pattern.charAt(i) == '|') {
        return true;
      }
    }
    return false;
  }

  /** The place behind the group, class, escape or character that begins at a place. */
  private int end(int at) {
    return switch (pattern.charAt(at)) {
      case '\\' -> at + 2;
      case '[' -> endOfClass(at);
      case '(' -> endOfGroup(at);
      default -> at + 1;
    };
  }

  private int endOfClass(int open) {
    int i = open + 1;
    i += pattern.charAt(i) == '^' ? 1 : 0;
    // A bracket that comes first stands for itself.
    i += pattern.charAt(i) == ']' ? 1 : 0;
    while (pattern.charAt(i) != ']') {
      i += pattern.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  private int endOfGroup(int open) {
    int i = open + 1;
    while (pattern.charAt(i) != ')') {
      i = end(i);
    }
    return i + 1;
  }
}
