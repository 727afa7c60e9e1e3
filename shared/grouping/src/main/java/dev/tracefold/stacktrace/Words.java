package dev.tracefold.stacktrace;

/** Word characters and boundaries as Sentry sees them: letters, numbers and the underscore. */
final class Words {

  private Words() {}

  /** Whether a word character ends right before a position. */
  static boolean endsBefore(String text, int position) {
    return position > 0 && isWordCharacter(text.codePointBefore(position));
  }

  /** Whether a word character starts at a position. */
  static boolean startsAt(String text, int position) {
    return position < text.length() && isWordCharacter(text.codePointAt(position));
  }

  private static boolean isWordCharacter(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }
}
