package dev.tracefold.issue;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of an issue for people, such as {@code BACKEND-3RJ0} (event-saving 4.1).
 *
 * @param slug the project's, in any case
 * @param number positive, unique in the project
 */
public record ShortId(String slug, long number) {

  /** No I, L, O and U, which are taken for digits or make words. */
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** As many as a positive long has in base 32. */
  private static final int DIGITS_MAX = 12;

  public ShortId {
    if (number <= 0) {
      throw new IllegalArgumentException("short ids start at 1, found " + number);
    }
  }

  /** Reads {@code SLUG-NUMBER}; case is ignored, O reads as 0, I and L as 1. */
  public static Optional<ShortId> parse(String text) {
    int dash = text.lastIndexOf('-');
    String digits = text.substring(dash + 1).toUpperCase(Locale.ROOT);
    if (dash < 1 || digits.isEmpty() || digits.length() > DIGITS_MAX) {
      return Optional.empty();
    }
    long number = 0;
    for (char c : digits.replace('O', '0').replace('I', '1').replace('L', '1').toCharArray()) {
      int digit = DIGITS.indexOf(c);
      if (digit < 0) {
        return Optional.empty();
      }
      number = number * DIGITS.length() + digit;
    }
    return number == 0
        ? Optional.empty()
        : Optional.of(new ShortId(text.substring(0, dash).toLowerCase(Locale.ROOT), number));
  }

  @Override
  public String toString() {
    StringBuilder digits = new StringBuilder();
    for (long rest = number; rest > 0; rest /= DIGITS.length()) {
      digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
    }
    return slug.toUpperCase(Locale.ROOT) + "-" + digits.reverse();
  }
}
