package dev.tracefold.intake.useragent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds texts of which every match of a pattern holds one, so that most patterns are ruled out
 * without being tried, or even compiled. Understands as much of the syntax as is needed to be sure;
 * where it is not, there are no such texts.
 */
final class RequiredText {

  /** Texts that most user agents hold: they rule out nothing. */
  private static final String COMMON =
      "mozilla/5.0 (linux; android 10; build) applewebkit/537.36 (khtml, like gecko)"
          + " chrome/120.0 mobile safari/537.36";

  private final String pattern;

  private RequiredText(String pattern) {
    this.pattern = pattern;
  }

  /** Texts in lower case, one of which is in every match; empty if none are known. */
  static Set<String> of(String pattern) {
    return new RequiredText(pattern).choice(0, pattern.length());
  }

  /** Of alternatives, one of any of their texts; none if one of them has none. */
  private Set<String> choice(int from, int to) {
    Set<String> texts = new LinkedHashSet<>();
    int start = from;
    for (int i = from; i <= to; i = i < to ? end(i) : to + 1) {
      if (i == to || pattern.charAt(i) == '|') {
        Set<String> alternative = sequence(start, i);
        if (alternative.isEmpty()) {
          return Set.of();
        }
        texts.addAll(alternative);
        start = i + 1;
      }
    }
    return texts;
  }

  /** Of what follows each other, the part that rules out most. */
  private Set<String> sequence(int from, int to) {
    List<Set<String>> parts = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    int i = from;
    while (i < to) {
      int next = end(i);
      int behind = behindQuantifier(next);
      boolean optional = next < to && isOptional(next);
      int literal = optional ? -1 : literal(i, next);
      if (literal >= 0) {
        run.append((char) literal);
      }
      if (literal < 0 || behind > next) {
        endRun(run, parts);
      }
      if (pattern.charAt(i) == '(' && !optional && isPlain(i)) {
        parts.add(choice(afterOpening(i), next - 1));
      }
      i = behind;
    }
    endRun(run, parts);
    Set<String> best = Set.of();
    for (Set<String> part : parts) {
      best = worth(part) > worth(best) ? part : best;
    }
    return best;
  }

  private static void endRun(StringBuilder run, List<Set<String>> parts) {
    if (!run.isEmpty()) {
      parts.add(Set.of(run.toString().toLowerCase(Locale.ROOT)));
      run.setLength(0);
    }
  }

  /** How much a part rules out: more the longer its texts are, and next to nothing if common. */
  private static int worth(Set<String> texts) {
    int shortest = texts.stream().mapToInt(String::length).min().orElse(0);
    return texts.stream().anyMatch(COMMON::contains) ? Math.min(shortest, 1) : 2 * shortest;
  }

  /** The one character that an element stands for, in either case; -1 if it may be another. */
  private int literal(int at, int end) {
    char c = pattern.charAt(at);
    if (c == '\\') {
      char escaped = pattern.charAt(at + 1);
      return Character.isLetterOrDigit(escaped) ? -1 : escaped;
    }
    if (c == '[') {
      boolean twoCases =
          end - at == "[Aa]".length()
              && Character.toLowerCase(pattern.charAt(at + 1))
                  == Character.toLowerCase(pattern.charAt(at + 2));
      return twoCases ? pattern.charAt(at + 1) : -1;
    }
    return "(.^$|".indexOf(c) >= 0 ? -1 : c;
  }

  /** Whether the quantifier at a place allows for nothing. */
  private boolean isOptional(int at) {
    char c = pattern.charAt(at);
    return c == '?' || c == '*' || (c == '{' && pattern.charAt(at + 1) == '0');
  }

  /** The place behind the quantifier at a place, if there is one. */
  private int behindQuantifier(int at) {
    if (at >= pattern.length() || "?*+{".indexOf(pattern.charAt(at)) < 0) {
      return at;
    }
    int behind = pattern.charAt(at) == '{' ? pattern.indexOf('}', at) + 1 : at + 1;
    return behind < pattern.length() && pattern.charAt(behind) == '?' ? behind + 1 : behind;
  }

  /** Whether a group only groups or captures. */
  private boolean isPlain(int open) {
    return pattern.charAt(open + 1) != '?' || pattern.startsWith("(?:", open);
  }

  private int afterOpening(int open) {
    return open + (pattern.startsWith("(?:", open) ? "(?:".length() : 1);
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
