package dev.tracefold.stacktrace;

import dev.tracefold.text.UnicodeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trims the function names of C, C++, Rust, Objective-C and Swift (stacktraces 7.2).
 *
 * <p>Every step is one pass over the name, so that names made to hurt cost no more than others.
 */
final class NativeName {

  /** Two names that symbolication writes where it has none. */
  private static final List<String> PLACEHOLDERS = List.of("<redacted>", "<unknown>");

  // Text without brackets and blanks that stands for text with them while brackets are looked at.
  // These are the reference's own choices: a name that contains them changes in the same way.
  private static final String LESS = "\u27e8";
  private static final String CALL = "\u25ef";
  private static final String ARROW = "\u27ff";
  private static final String ANONYMOUS_NAMESPACE = "\u3014anonymousnamespace\u3015";
  private static final String ANONYMOUS_NAMESPACE_TEXT = "`anonymous namespace'";

  private static final String CONST = "const";
  private static final String GENERIC = "<T>";
  private static final String THUNK = "thunk for ";
  private static final String CLOSURE = "closure";

  private NativeName() {}

  /**
   * Trims a name.
   *
   * @param apple whether an attribute in place of the name means a closure of Swift
   * @param normalizeLambdas whether generated lambda names become {@code lambda}
   */
  static String trim(String name, boolean apple, boolean normalizeLambdas) {
    if (isPlain(name) || PLACEHOLDERS.contains(name)) {
      return name;
    }
    String trimmed = UnicodeText.strip(name);
    if (trimmed.startsWith("[") || trimmed.startsWith("+[") || trimmed.startsWith("-[")) {
      return trimmed;
    }
    String text = protect(withoutTrailers(trimmed));
    if (normalizeLambdas) {
      text = LambdaNames.replaceNamespaces(LambdaNames.replace(text), ANONYMOUS_NAMESPACE);
    }
    text = Brackets.replace(text, '(', ')', NativeName::arguments);
    text = Brackets.replace(text, '<', '>', NativeName::generics);
    text = Brackets.replace(text, '[', ']', NativeName::squareBrackets);
    boolean thunk = text.contains(THUNK);
    String chosen = choose(Brackets.tokens(text));
    if (apple && chosen != null && chosen.startsWith("@")) {
      chosen = thunk ? THUNK + CLOSURE : CLOSURE;
    }
    String result = chosen == null || chosen.isEmpty() ? name : restore(chosen);
    return NameSuffixes.remove(result);
  }

  /** Whether no step can change the name: the common case, decided in one look. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean harmless =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == ':'
              || c == '.'
              || c == '~';
      if (!harmless) {
        return false;
      }
    }
    return !name.endsWith(CONST) && !name.contains("lambda_") && !NameSuffixes.endsInHash(name);
  }

  private static String withoutTrailers(String name) {
    int end = name.length();
    while (end > 0) {
      int word = end - CONST.length();
      if (name.charAt(end - 1) == '&') {
        end = UnicodeText.strippedEnd(name, end - 1);
      } else if (word >= 0 && name.startsWith(CONST, word) && !UnicodeText.wordEndsAt(name, word)) {
        end = UnicodeText.strippedEnd(name, word);
      } else {
        break;
      }
    }
    return name.substring(0, end);
  }

  private static String protect(String name) {
    return name.replace("operator<<", "operator" + LESS + LESS)
        .replace("operator<", "operator" + LESS)
        .replace("operator()", "operator" + CALL)
        .replace("operator->", "operator" + ARROW)
        .replace(" -> ", " " + ARROW + " ")
        .replace(ANONYMOUS_NAMESPACE_TEXT, ANONYMOUS_NAMESPACE);
  }

  private static String restore(String name) {
    return name.replace(LESS, "<")
        .replace(CALL, "()")
        .replace(ARROW, "->")
        .replace(ANONYMOUS_NAMESPACE, ANONYMOUS_NAMESPACE_TEXT);
  }

  private static @Nullable String arguments(String content, int position) {
    String trimmed = UnicodeText.strip(content);
    return trimmed.equals("anonymous namespace") || trimmed.equals("operator")
        ? "(" + trimmed + ")"
        : null;
  }

  private static String generics(String content, int position) {
    if (RustPath.isLambda(content)) {
      return "<" + content + ">";
    }
    return position > 0 ? GENERIC : RustPath.of(content);
  }

  private static @Nullable String squareBrackets(String content, int position) {
    return content.startsWith("clone .") ? null : "[" + content + "]";
  }

  /** The token that is the name; null if there are no tokens. */
  private static @Nullable String choose(List<String> tokens) {
    int size = tokens.size();
    if (size > 1 && tokens.get(size - 1).equals(GENERIC)) {
      tokens.set(size - 2, tokens.get(size - 2) + " " + GENERIC);
      size--;
    }
    if (size == 0) {
      return null;
    }
    int arrow = tokens.subList(0, size).indexOf(ARROW);
    return tokens.get(arrow > 0 ? arrow - 1 : size - 1);
  }
}
