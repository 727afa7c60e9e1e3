package dev.tracefold.intake.scrubbing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Secrets by what they look like, wherever they stand in a text. */
final class Secrets {

  static final String FILTERED = "[Filtered]";

  /** 15 or 16 digits of a card scheme, with or without separators; the check digit decides. */
  private static final Pattern CARD =
      Pattern.compile(
          "\\b(?:3[47]\\d|2[2-7]\\d\\d|35\\d\\d|4\\d{3}|5[1-5]\\d\\d|65\\d\\d|6011)"
              + "(?:[-\\s]?\\d){12}\\b");

  /** Digits of the shortest card number, and of a social security number. */
  private static final int CARD_DIGITS = 15;

  private static final int SOCIAL_SECURITY_DIGITS = 9;

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(?s)(-----BEGIN (?:[A-Z0-9]+ )*(?:PRIVATE|PUBLIC) KEY(?: BLOCK)?-----)"
              + ".+?(?:(-----END (?:[A-Z0-9]+ )*(?:PRIVATE|PUBLIC) KEY(?: BLOCK)?-----)|$)");

  /** User and password of a URL. */
  private static final Pattern URL_LOGIN =
      Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]{0,32}://)[^\\s/@:?#\"']*:[^\\s/?#,\"']+@");

  /**
   * Two parts of a JSON web token, which start as every object in base64 does, and its signature.
   */
  private static final Pattern WEB_TOKEN =
      Pattern.compile("\\beyJ[a-zA-Z0-9_-]{8,}\\.eyJ[a-zA-Z0-9_-]{8,}\\.[a-zA-Z0-9_-]*");

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)[ ]+[a-z0-9._~+/=-]{8,}");

  private static final Pattern SOCIAL_SECURITY =
      Pattern.compile("\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b");

  private Secrets() {}

  /** The text without what looks secret; the same text if nothing does. */
  static String scrub(String text) {
    String clean = text;
    int digits = digits(clean);
    if (digits >= CARD_DIGITS) {
      clean = cards(clean);
    }
    if (digits >= SOCIAL_SECURITY_DIGITS) {
      clean = BankAccounts.scrub(clean);
      clean = clean.indexOf('-') < 0 ? clean : SOCIAL_SECURITY.matcher(clean).replaceAll(FILTERED);
    }
    if (clean.contains("-----BEGIN ")) {
      clean = PRIVATE_KEY.matcher(clean).replaceAll("$1\n" + FILTERED + "\n$2");
    }
    if (clean.contains("://") && clean.indexOf('@') >= 0) {
      clean = URL_LOGIN.matcher(clean).replaceAll("$1" + FILTERED + "@");
    }
    if (clean.contains("eyJ")) {
      clean = WEB_TOKEN.matcher(clean).replaceAll(FILTERED);
    }
    return mayNameScheme(clean) ? BEARER.matcher(clean).replaceAll("$1 " + FILTERED) : clean;
  }

  /** Whether a number is that of a card. */
  static boolean isCard(String digits) {
    return digits.length() >= CARD_DIGITS && !cards(digits).equals(digits);
  }

  /** Whether "bearer " or "basic " is there: the pattern takes twenty times as long to see it. */
  private static boolean mayNameScheme(String text) {
    for (int space = text.indexOf(' '); space > 0; space = text.indexOf(' ', space + 1)) {
      boolean named =
          switch (text.charAt(space - 1)) {
            case 'r', 'R' -> text.regionMatches(true, space - 6, "bearer", 0, 6);
            case 'c', 'C' -> text.regionMatches(true, space - 5, "basic", 0, 5);
            default -> false;
          };
      if (named) {
        return true;
      }
    }
    return false;
  }

  /** How many digits there are, as far as it matters. */
  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length() && digits < CARD_DIGITS; i++) {
      char c = text.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return digits;
  }

  private static String cards(String text) {
    Matcher matcher = CARD.matcher(text);
    StringBuilder clean = new StringBuilder();
    int kept = 0;
    while (matcher.find()) {
      if (passesLuhn(matcher.group())) {
        clean.append(text, kept, matcher.start()).append(FILTERED);
        kept = matcher.end();
      }
    }
    return kept == 0 ? text : clean.append(text, kept, text.length()).toString();
  }

  /** The check digit of card numbers (ISO/IEC 7812-1). */
  private static boolean passesLuhn(String number) {
    int sum = 0;
    boolean doubled = false;
    for (int i = number.length() - 1; i >= 0; i--) {
      int digit = number.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        continue;
      }
      int value = doubled ? digit * 2 : digit;
      sum += value > 9 ? value - 9 : value;
      doubled = !doubled;
    }
    return sum % 10 == 0;
  }
}
