package dev.tracefold.intake;

/** Tells addresses from other texts, such as the placeholder {@code [ip]} (event-saving 8.3). */
public final class IpAddress {

  private static final int GROUPS = 8;

  /** Eight groups of four digits, or six and a dotted quad: nothing longer can be an address. */
  private static final int LENGTH_MAX = 45;

  private IpAddress() {}

  /** Whether the text is an IPv4 or IPv6 address, without a zone and without leading zeros. */
  public static boolean isValid(String text) {
    if (text.length() > LENGTH_MAX) {
      return false;
    }
    return text.indexOf(':') < 0 ? isVersion4(text) : isVersion6(text);
  }

  private static boolean isVersion4(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    for (String octet : octets) {
      boolean padded = octet.length() > 1 && octet.charAt(0) == '0';
      if (octet.isEmpty() || octet.length() > 3 || padded || !isAll(octet, 10)) {
        return false;
      }
      if (Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVersion6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text) == GROUPS;
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    if (before.indexOf('.') >= 0) {
      return false;
    }
    int left = before.isEmpty() ? 0 : groups(before);
    int right = after.isEmpty() ? 0 : groups(after);
    return left >= 0 && right >= 0 && left + right < GROUPS;
  }

  /** How many groups of 16 bits the text writes out, or -1 if it is none. */
  private static int groups(String text) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (i == parts.length - 1 && part.indexOf('.') >= 0) {
        return isVersion4(part) ? count + 2 : -1;
      }
      if (part.isEmpty() || part.length() > 4 || !isAll(part, 16)) {
        return -1;
      }
      count++;
    }
    return count;
  }

  private static boolean isAll(String text, int radix) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 'f' || Character.digit(c, radix) < 0) {
        return false;
      }
    }
    return true;
  }
}
