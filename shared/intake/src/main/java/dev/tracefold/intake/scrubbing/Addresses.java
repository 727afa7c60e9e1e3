package dev.tracefold.intake.scrubbing;

import com.google.re2j.Pattern;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses inside a text. */
final class Addresses {

  static final String MARK = "[ip]";

  private static final Pattern VERSION_4 =
      Pattern.compile(
          "\\b(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\b");

  /** The shortest address of version 6 is {@code ::}, the longest ends like one of version 4. */
  private static final int VERSION_6_LENGTH_MAX = 45;

  private Addresses() {}

  /** The text with {@code [ip]} in place of addresses; the same text if it holds none. */
  static String scrub(String text) {
    String clean = version6(text);
    return mayHoldVersion4(clean) ? VERSION_4.matcher(clean).replaceAll(MARK) : clean;
  }

  /** Whether a point stands between digits: the pattern takes twenty times as long to see it. */
  private static boolean mayHoldVersion4(String text) {
    for (int point = text.indexOf('.'); point >= 0; point = text.indexOf('.', point + 1)) {
      if (isDigitAt(text, point - 1) && isDigitAt(text, point + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigitAt(String text, int index) {
    return index >= 0
        && index < text.length()
        && text.charAt(index) >= '0'
        && text.charAt(index) <= '9';
  }

  private static String version6(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || text.indexOf(':', colon + 1) < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    int copied = 0;
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && isOfWord(text.charAt(end))) {
        end++;
      }
      if (isVersion6(text, start, end)) {
        clean.append(text, copied, start).append(MARK);
        copied = end;
      }
      start = end + 1;
    }
    return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
  }

  private static boolean isOfWord(char c) {
    return c == ':' || c == '.' || c == '_' || Character.isLetterOrDigit(c);
  }

  private static boolean isVersion6(String text, int start, int end) {
    int colons = 0;
    for (int i = start; i < end && end - start <= VERSION_6_LENGTH_MAX; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        colons++;
      } else if (c != '.' && Character.digit(c, 16) < 0) {
        return false;
      }
    }
    if (colons < 2) {
      return false;
    }
    try {
      // With colons it is never taken for a name and looked up.
      return InetAddress.getByName(text.substring(start, end)) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
