package dev.tracefold.stacktrace;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads what Rust puts into angle brackets at the start of a name, such as {@code Foo<T> as Bar}
 * (stacktraces 7.2, step 8, third case).
 *
 * <p>Brackets at the very start may be nested to any depth. They are opened one after the other and
 * their results written innermost first into one buffer, so that depth costs neither stack nor
 * repeated copying.
 */
final class RustPath {

  private static final String GENERIC = "<T>";
  private static final String AS = " as ";

  private final String text;

  /** For each opening bracket the closing one. */
  private final int[] closing;

  private final StringBuilder result = new StringBuilder();

  private RustPath(String text) {
    this.text = text;
    this.closing = new int[text.length()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '<') {
        open.push(i);
      } else if (text.charAt(i) == '>') {
        closing[open.pop()] = i;
      }
    }
  }

  /**
   * The path in front of {@code as}, generics replaced.
   *
   * @param content text between brackets, in which every bracket has its counterpart
   */
  static String of(String content) {
    return new RustPath(content).read();
  }

  /** Whether the content of angle brackets is a lambda, which keeps its brackets. */
  static boolean isLambda(String content) {
    return content.equals("lambda") || LambdaNames.startsWithName(content);
  }

  private String read() {
    Deque<Integer> ends = new ArrayDeque<>();
    int start = 0;
    int end = text.length();
    while (true) {
      start = behindSingleLetter(start, end);
      if (start == end || text.charAt(start) != '<' || isLambda(start)) {
        break;
      }
      ends.push(end);
      end = closing[start];
      start++;
    }
    writeLevel(start, end, 0);
    while (!ends.isEmpty()) {
      int searchFrom = Math.max(0, result.length() - AS.length() + 1);
      start = end + 1;
      end = ends.pop();
      writeLevel(start, end, searchFrom);
    }
    return result.toString();
  }

  /** Behind a single capital letter and {@code as}, if they start the range. */
  private int behindSingleLetter(int start, int end) {
    boolean there =
        end - start > AS.length()
            && text.charAt(start) >= 'A'
            && text.charAt(start) <= 'Z'
            && text.startsWith(AS, start + 1);
    return there ? start + 1 + AS.length() : start;
  }

  /** Copies the content only where it is the last to be opened, so that depth stays cheap. */
  private boolean isLambda(int opening) {
    return text.charAt(opening + 1) != '<'
        && isLambda(text.substring(opening + 1, closing[opening]));
  }

  /** Writes one level's text with its groups replaced, then cuts the level off at {@code as}. */
  private void writeLevel(int start, int end, int searchFrom) {
    int i = start;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '<') {
        String content = text.substring(i + 1, closing[i]);
        result.append(isLambda(content) ? "<" + content + ">" : GENERIC);
        i = closing[i] + 1;
      } else {
        result.append(c);
        i++;
      }
    }
    int as = result.indexOf(AS, searchFrom);
    if (as >= 0) {
      result.setLength(as);
    }
  }
}
