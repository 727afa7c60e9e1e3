package dev.tracefold.message;

import dev.tracefold.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/**
 * Recognises one variable value at a position of a text: the ordered alternatives of grouping 15.3.
 *
 * <p>An alternative that matches wins over those behind it, even if they would match more. Each
 * method answers with the position behind its match, or {@link #NONE}.
 */
final class ValueScanner {

  static final int NONE = -1;

  private static final int MD5_DIGITS = 32;
  private static final int SHA1_DIGITS = 40;
  private static final int[] UUID_DIGITS = {8, 4, 4, 4, 12};

  private final String text;
  private final IpScanner ip;
  private final DateScanner date;

  private int end;
  private int localPartEnd = -1;
  private boolean localPartOfAddress;

  ValueScanner(String text) {
    this.text = text;
    this.ip = new IpScanner(text);
    this.date = new DateScanner(text);
  }

  /** Position behind the last match. */
  int end() {
    return end;
  }

  /**
   * Matches at a position, which must not go down from call to call.
   *
   * @return name of the alternative, or null
   */
  @Nullable String match(int start) {
    char c = text.charAt(start);
    boolean boundary = !UnicodeText.wordEndsAt(text, start);
    if (found(email(start))) {
      return "email";
    }
    if (boundary && (c == 'h' || c == 'w' || c == 'f') && found(url(start))) {
      return "url";
    }
    boolean hex = UnicodeText.isHex(c);
    if ((hex || c == ':') && found(ip.match(start, boundary))) {
      return "ip";
    }
    if (hex && boundary) {
      int digits = hexRun(start, SHA1_DIGITS + 1);
      if (digits == UUID_DIGITS[0] && found(uuid(start))) {
        return "uuid";
      }
      if (digits == SHA1_DIGITS && found(wordEnd(start + digits))) {
        return "sha1";
      }
      if (digits == MD5_DIGITS && found(wordEnd(start + digits))) {
        return "md5";
      }
    }
    if (found(date.match(start, boundary))) {
      return "date";
    }
    if (c == '0' && boundary && found(hexNumber(start))) {
      return "hex";
    }
    return number(start, c == '-', boundary);
  }

  private boolean found(int position) {
    end = position;
    return position != NONE;
  }

  private int email(int start) {
    if (start >= localPartEnd) {
      int at = start;
      while (at < text.length() && isLocalPart(text.charAt(at))) {
        at++;
      }
      localPartEnd = Math.max(at, start + 1);
      localPartOfAddress =
          at > start
              && at + 1 < text.length()
              && text.charAt(at) == '@'
              && isLabel(text.charAt(at + 1));
    }
    if (!localPartOfAddress) {
      return NONE;
    }
    int position = labelEnd(localPartEnd + 1);
    while (position + 1 < text.length()
        && text.charAt(position) == '.'
        && isLabel(text.charAt(position + 1))) {
      position = labelEnd(position + 1);
    }
    return position;
  }

  private int labelEnd(int start) {
    int position = start;
    while (position < text.length() && isLabel(text.charAt(position))) {
      position++;
    }
    return position;
  }

  private static boolean isLabel(char c) {
    return isAsciiAlphanumeric(c) || c == '-';
  }

  private static boolean isLocalPart(char c) {
    return isAsciiAlphanumeric(c) || (c < 0x80 && ".!#$%&'*+/=?^_`{|}~-".indexOf(c) >= 0);
  }

  static boolean isAsciiAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private int url(int start) {
    int host = afterScheme(start);
    if (host == NONE || host >= text.length()) {
      return NONE;
    }
    int first = text.codePointAt(host);
    if (UnicodeText.isSpace(first) || (first < 0x80 && "/$.?#".indexOf(first) >= 0)) {
      return NONE;
    }
    int position = host + Character.charCount(first);
    if (position >= text.length() || text.charAt(position) == '\n') {
      return NONE;
    }
    position += Character.charCount(text.codePointAt(position));
    while (position < text.length() && !UnicodeText.isSpace(text.charAt(position))) {
      position++;
    }
    return position;
  }

  private int afterScheme(int start) {
    for (String scheme : new String[] {"https://", "http://", "wss://", "ws://", "ftp://"}) {
      if (text.startsWith(scheme, start)) {
        return start + scheme.length();
      }
    }
    return NONE;
  }

  private int uuid(int start) {
    int position = start;
    for (int i = 0; i < UUID_DIGITS.length; i++) {
      if (i > 0) {
        if (position >= text.length() || text.charAt(position) != '-') {
          return NONE;
        }
        position++;
      }
      if (hexRun(position, UUID_DIGITS[i]) < UUID_DIGITS[i]) {
        return NONE;
      }
      position += UUID_DIGITS[i];
    }
    return wordEnd(position);
  }

  private int hexNumber(int start) {
    if (start + 2 >= text.length() || (text.charAt(start + 1) | 0x20) != 'x') {
      return NONE;
    }
    int digits = hexRun(start + 2, text.length());
    return digits == 0 ? NONE : wordEnd(start + 2 + digits);
  }

  /** A float or an integer, with a sign or behind a word boundary. */
  private @Nullable String number(int start, boolean sign, boolean boundary) {
    if (!sign && !boundary) {
      return null;
    }
    int first = sign ? start + 1 : start;
    int digits = digitsEnd(text, first);
    if (digits == first) {
      return null;
    }
    if (digits < text.length() && text.charAt(digits) == '.') {
      int fraction = digitsEnd(text, digits + 1);
      if (fraction > digits + 1 && found(wordEnd(fraction))) {
        return "float";
      }
    }
    return found(wordEnd(digits)) ? "int" : null;
  }

  /** The position itself if no word character follows; only for positions behind one. */
  private int wordEnd(int position) {
    return UnicodeText.wordStartsAt(text, position) ? NONE : position;
  }

  private int hexRun(int start, int max) {
    int position = start;
    while (position < text.length()
        && position - start < max
        && UnicodeText.isHex(text.charAt(position))) {
      position++;
    }
    return position - start;
  }

  /** The end of the run of decimal digits that starts here. */
  static int digitsEnd(String text, int start) {
    int position = start;
    while (position < text.length()) {
      int c = text.codePointAt(position);
      if (!UnicodeText.isDigit(c)) {
        break;
      }
      position += Character.charCount(c);
    }
    return position;
  }
}
