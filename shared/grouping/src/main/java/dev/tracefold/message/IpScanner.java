package dev.tracefold.message;

import dev.tracefold.text.UnicodeText;

/**
 * Recognises an IP address at a position of a text: {@code IP6} and {@code Q} of grouping 15.3.
 *
 * <p>Of the twelve alternatives of {@code IP6}, those that need {@code ::} can only match where the
 * second or the ninth matched before them, so that four are left: eight groups; groups up to and
 * with a double colon; a double colon with groups behind it; and a zone id.
 */
final class IpScanner {

  private static final int GROUP_DIGITS_MAX = 4;
  private static final int GROUPS = 8;
  private static final String ZONE_PREFIX = "fe80:%";

  private final String text;

  IpScanner(String text) {
    this.text = text;
  }

  /**
   * Matches at a position.
   *
   * @param boundary whether no word character stands before it
   * @return the position behind the address, or {@link ValueScanner#NONE}
   */
  int match(int start, boolean boundary) {
    int end = text.charAt(start) == ':' ? doubleColon(start) : groups(start);
    if (end == ValueScanner.NONE && boundary) {
      end = dottedQuad(start);
    }
    return end;
  }

  private int groups(int start) {
    int position = start;
    int groups = 0;
    while (groups < GROUPS - 1) {
      int colon = position + hexDigits(position);
      if (colon == position || !isColon(colon)) {
        break;
      }
      position = colon + 1;
      groups++;
    }
    if (groups == 0) {
      return ValueScanner.NONE;
    }
    int last = hexDigits(position);
    if (groups == GROUPS - 1 && last > 0) {
      return position + last;
    }
    return isColon(position) ? position + 1 : zone(start);
  }

  private int zone(int start) {
    if (!text.startsWith(ZONE_PREFIX, start)) {
      return ValueScanner.NONE;
    }
    int position = start + ZONE_PREFIX.length();
    while (position < text.length() && ValueScanner.isAsciiAlphanumeric(text.charAt(position))) {
      position++;
    }
    return position == start + ZONE_PREFIX.length() ? ValueScanner.NONE : position;
  }

  private int doubleColon(int start) {
    if (!isColon(start + 1)) {
      return ValueScanner.NONE;
    }
    int position = start + 1;
    int groups = 0;
    while (groups < GROUPS - 1 && isColon(position) && hexDigits(position + 1) > 0) {
      position += 1 + hexDigits(position + 1);
      groups++;
    }
    return groups == 0 ? start + 2 : position;
  }

  private int dottedQuad(int start) {
    int position = start;
    for (int octet = 1; octet <= 4; octet++) {
      int end = octetEnd(position);
      if (end == ValueScanner.NONE) {
        return ValueScanner.NONE;
      }
      if (octet == 4) {
        return UnicodeText.wordStartsAt(text, end) ? ValueScanner.NONE : end;
      }
      if (end >= text.length() || text.charAt(end) != '.') {
        return ValueScanner.NONE;
      }
      position = end + 1;
    }
    return ValueScanner.NONE;
  }

  /** The end of one to three digits that are below 256 and are not followed by another digit. */
  private int octetEnd(int start) {
    int value = 0;
    int position = start;
    while (position < text.length()
        && position - start <= 3
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      value = value * 10 + text.charAt(position) - '0';
      position++;
    }
    int digits = position - start;
    boolean fits = digits == 1 || digits == 2 || (digits == 3 && value >= 100 && value <= 255);
    return fits ? position : ValueScanner.NONE;
  }

  private int hexDigits(int start) {
    int position = start;
    while (position < text.length()
        && position - start < GROUP_DIGITS_MAX
        && UnicodeText.isHex(text.charAt(position))) {
      position++;
    }
    return position - start;
  }

  private boolean isColon(int position) {
    return position < text.length() && text.charAt(position) == ':';
  }
}
