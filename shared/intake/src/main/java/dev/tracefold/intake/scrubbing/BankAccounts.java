package dev.tracefold.intake.scrubbing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * International bank account numbers inside a text (ISO 13616): country and check digits decide.
 */
final class BankAccounts {

  private static final Pattern CANDIDATE =
      Pattern.compile(
          "\\b[A-Za-z]{2}\\d{2}(?:[A-Za-z0-9]{11,27}|(?: [A-Za-z0-9]{4}){2,6} ?[A-Za-z0-9]{0,4})\\b");

  /** The length of each country's numbers. */
  private static final Map<String, Integer> LENGTHS =
      Stream.of(
              ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18"
                      + " DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28"
                      + " IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25"
                      + " MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24"
                      + " RS22 SA24 SC31 SE24 SI19 SK24 SM27 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20")
                  .split(" "))
          .collect(
              Collectors.toUnmodifiableMap(
                  entry -> entry.substring(0, 2), entry -> Integer.parseInt(entry.substring(2))));

  private BankAccounts() {}

  /** The text without account numbers; the same text if it holds none. */
  static String scrub(String text) {
    Matcher matcher = CANDIDATE.matcher(text);
    StringBuilder clean = new StringBuilder();
    int copied = 0;
    while (matcher.find()) {
      if (isAccount(matcher.group().replace(" ", "").toUpperCase(Locale.ROOT))) {
        clean.append(text, copied, matcher.start()).append(Secrets.FILTERED);
        copied = matcher.end();
      }
    }
    return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
  }

  /** Moved behind the rest, country and check digits make a number that leaves 1 of 97. */
  private static boolean isAccount(String account) {
    Integer length = LENGTHS.get(account.substring(0, 2));
    if (length == null || length != account.length()) {
      return false;
    }
    int rest = 0;
    String moved = account.substring(4) + account.substring(0, 4);
    for (int i = 0; i < moved.length(); i++) {
      int digit = Character.digit(moved.charAt(i), 36);
      rest = (rest * (digit < 10 ? 10 : 100) + digit) % 97;
    }
    return rest == 1;
  }
}
