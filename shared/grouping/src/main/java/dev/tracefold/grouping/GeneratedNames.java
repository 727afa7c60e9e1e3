package dev.tracefold.grouping;

import dev.tracefold.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what code generators write into names (grouping 9). Every name is gone through once
 * per kind of generator, whatever it holds.
 */
final class GeneratedNames {

  private static final int NONE = -1;

  private static final String AUTO = "<auto>";
  private static final String ANONYMOUS = "<anon>";

  private static final String CONSTRUCTOR = "sun.reflect.GeneratedConstructorAccessor";
  private static final String SERIALIZATION =
      "sun.reflect.GeneratedSerializationConstructorAccessor";
  private static final String CGLIB = "CGLIB$$";
  private static final String JAVASSIST = "$$_javassist";
  private static final String JAVASSIST_SEAM = "_seam";
  private static final String CLOJURE_FUNCTION = "$fn__";

  private static final int FUNCTION_SUFFIX_DIGITS_MIN = 2;
  private static final int TEMPLATE_SUFFIX_DIGITS_MIN = 4;

  /** What a generator writes behind its mark. */
  private interface Generated {

    /**
     * Where it ends; {@link #NONE} if it is not there.
     *
     * @param from where the mark may reach back to at most
     * @param position behind the mark
     */
    int end(String name, int from, int position);
  }

  private GeneratedNames() {}

  /** The class without what reflection, CGLIB, Javassist and Clojure made up. */
  static String cleanJavaClass(String name) {
    String cleaned = replace(name, CONSTRUCTOR, GeneratedNames::digits, AUTO);
    cleaned = replace(cleaned, SERIALIZATION, GeneratedNames::digits, AUTO);
    cleaned = replace(cleaned, CGLIB, GeneratedNames::cglib, AUTO);
    cleaned = cleanJavassist(cleaned);
    return replace(cleaned, CLOJURE_FUNCTION, GeneratedNames::digits, AUTO);
  }

  /** The class or file without the numbers that Javassist appends to a class. */
  static String cleanJavassist(String name) {
    return replace(name, JAVASSIST, GeneratedNames::javassist, AUTO);
  }

  /** The function without numbers behind an underscore (grouping 10.1). */
  static String cleanNumbers(String function) {
    return replace(function, "_", GeneratedNames::functionNumber, ANONYMOUS);
  }

  /**
   * The function without what ERB appends to that of a template, two long numbers (grouping 11.4);
   * a line feed behind them stays.
   */
  static String cleanTemplate(String function) {
    int end = function.endsWith("\n") ? function.length() - 1 : function.length();
    int second = UnicodeText.digitsStart(function, end);
    if (second == 0 || function.charAt(second - 1) != '_') {
      return function;
    }
    int first = UnicodeText.digitsStart(function, second - 1);
    boolean generated =
        function.codePointCount(second, end) >= TEMPLATE_SUFFIX_DIGITS_MIN
            && function.codePointCount(first, second - 1) >= TEMPLATE_SUFFIX_DIGITS_MIN
            && function.startsWith("__", first - 2);
    return generated ? function.substring(0, first - 2) + function.substring(end) : function;
  }

  private static String replace(String name, String mark, Generated generated, String replacement) {
    @Nullable StringBuilder cleaned = null;
    int copied = 0;
    int found = name.indexOf(mark);
    while (found >= 0) {
      int position = found + mark.length();
      int end = generated.end(name, copied, position);
      if (end == NONE) {
        found = name.indexOf(mark, found + 1);
        continue;
      }
      cleaned = cleaned == null ? new StringBuilder(name.length()) : cleaned;
      cleaned.append(name, copied, position).append(replacement);
      copied = end;
      found = name.indexOf(mark, end);
    }
    return cleaned == null ? name : cleaned.append(name, copied, name.length()).toString();
  }

  private static int digits(String name, int from, int position) {
    int end = UnicodeText.digitsEnd(name, position);
    return end > position ? end : NONE;
  }

  private static int functionNumber(String name, int from, int position) {
    int end = UnicodeText.digitsEnd(name, position);
    return name.codePointCount(position, end) >= FUNCTION_SUFFIX_DIGITS_MIN ? end : NONE;
  }

  private static int javassist(String name, int from, int position) {
    int seam =
        name.startsWith(JAVASSIST_SEAM, position) ? position + JAVASSIST_SEAM.length() : position;
    return number(name, seam);
  }

  /** Between two dollar signs and the mark stands a word; a hexadecimal number follows. */
  private static int cglib(String name, int from, int position) {
    int mark = position - CGLIB.length();
    int word = mark;
    while (word > from && UnicodeText.wordEndsAt(name, word)) {
      word -= Character.charCount(name.codePointBefore(word));
    }
    int end = position;
    while (end < name.length() && UnicodeText.isHex(name.charAt(end))) {
      end++;
    }
    boolean generated =
        word < mark && word - 2 >= from && name.startsWith("$$", word - 2) && end > position;
    return generated ? number(name, end) : NONE;
  }

  /** Where an underscore with ASCII digits ends; the position itself if there is none. */
  private static int number(String name, int position) {
    int end = position + 1;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    return name.startsWith("_", position) && end > position + 1 ? end : position;
  }
}
