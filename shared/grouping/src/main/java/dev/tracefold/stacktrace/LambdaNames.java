package dev.tracefold.stacktrace;

import dev.tracefold.text.UnicodeText;

/**
 * Finds the names that compilers give to lambdas (stacktraces 7.2, step 6) in one pass.
 *
 * <p>One object reads one text, from left to right: that the end of a gcc lambda is missing is
 * found out once per line, not once per lambda.
 */
final class LambdaNames {

  private static final String LAMBDA = "lambda";
  private static final String GCC_START = "{lambda(";
  private static final String GCC_ARGUMENTS_END = ")#";
  private static final String MSVC_START = "lambda_";
  private static final int MSVC_HASH_LENGTH = 32;
  private static final String CLANG_START = "$_";
  private static final String MSVC_NAMESPACE = "?A0x";
  private static final int MSVC_NAMESPACE_HASH_LENGTH = 8;
  private static final int NONE = -1;

  private final String text;

  /** No gcc lambda that starts in front of this position has an end. */
  private int gccEndlessUntil;

  /** End of the line that was looked at last, and the nearest end of a gcc lambda's arguments. */
  private int lineEnd;

  private int argumentsEnd = NONE;

  LambdaNames(String text) {
    this.text = text;
  }

  /** The text with every generated name replaced by {@code lambda}. */
  static String replace(String text) {
    if (text.indexOf(LAMBDA) < 0 && text.indexOf(CLANG_START) < 0) {
      return text;
    }
    LambdaNames names = new LambdaNames(text);
    StringBuilder result = new StringBuilder(text.length());
    int copied = 0;
    int position = 0;
    while (position < text.length()) {
      int end = names.endOfName(position);
      if (end == NONE) {
        position++;
      } else {
        result.append(text, copied, position).append(LAMBDA);
        position = end;
        copied = end;
      }
    }
    return result.append(text, copied, text.length()).toString();
  }

  /** The text with every MSVC anonymous namespace replaced. */
  static String replaceNamespaces(String text, String replacement) {
    int start = text.indexOf(MSVC_NAMESPACE);
    if (start < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    int copied = 0;
    while (start >= 0) {
      int hashStart = start + MSVC_NAMESPACE.length();
      int hashEnd = hashStart + MSVC_NAMESPACE_HASH_LENGTH;
      int next = start + 1;
      if (isHash(text, hashStart, hashEnd) && text.startsWith("::", hashEnd)) {
        result.append(text, copied, start).append(replacement).append("::");
        copied = hashEnd + 2;
        next = copied;
      }
      start = text.indexOf(MSVC_NAMESPACE, next);
    }
    return result.append(text, copied, text.length()).toString();
  }

  /** Whether a generated name starts the text. */
  static boolean startsWithName(String text) {
    return !text.isEmpty() && new LambdaNames(text).endOfName(0) != NONE;
  }

  /** Where the generated name that starts at a position ends; {@link #NONE} if there is none. */
  private int endOfName(int start) {
    return switch (text.charAt(start)) {
      case '{' -> endOfGcc(start);
      case 'l' -> endOfMsvc(start);
      case '$' -> endOfClang(start);
      default -> NONE;
    };
  }

  /** The nearest closing bracket, number sign, digits and brace, on the same line. */
  private int endOfGcc(int start) {
    if (start < gccEndlessUntil || !text.startsWith(GCC_START, start)) {
      return NONE;
    }
    if (start >= lineEnd) {
      int lineFeed = text.indexOf('\n', start);
      lineEnd = lineFeed < 0 ? text.length() : lineFeed;
    }
    int end = argumentsEnd(start + GCC_START.length());
    while (end < lineEnd) {
      int digits = end + GCC_ARGUMENTS_END.length();
      int brace = UnicodeText.digitsEnd(text, digits);
      if (brace > digits && brace < text.length() && text.charAt(brace) == '}') {
        return brace + 1;
      }
      end = argumentsEnd(end + 1);
    }
    gccEndlessUntil = lineEnd;
    return NONE;
  }

  /** Positions asked for only grow, so that the text is searched once in all. */
  private int argumentsEnd(int from) {
    if (argumentsEnd < from) {
      int found = text.indexOf(GCC_ARGUMENTS_END, from);
      argumentsEnd = found < 0 ? text.length() : found;
    }
    return argumentsEnd;
  }

  private int endOfMsvc(int start) {
    int end = start + MSVC_START.length() + MSVC_HASH_LENGTH;
    boolean name =
        text.startsWith(MSVC_START, start)
            && !UnicodeText.wordEndsAt(text, start)
            && isHash(text, start + MSVC_START.length(), end)
            && !UnicodeText.wordStartsAt(text, end);
    return name ? end : NONE;
  }

  private int endOfClang(int start) {
    int digits = start + CLANG_START.length();
    if (!text.startsWith(CLANG_START, start)) {
      return NONE;
    }
    int end = UnicodeText.digitsEnd(text, digits);
    return end > digits && !UnicodeText.wordStartsAt(text, end) ? end : NONE;
  }

  private static boolean isHash(String text, int start, int end) {
    if (end > text.length()) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }
}
