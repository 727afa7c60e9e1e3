package dev.tracefold.grouping;

/**
 * What finds an issue: usually an MD5 in lower-case hexadecimal digits; what a client sent as its
 * checksum may be any shorter text (grouping 5, 6.2).
 *
 * @param value 1 to {@link #LENGTH_MAX} characters
 */
public record Hash(String value) {

  /** Code points: the digits of an MD5 and, where a client sent one with it, a line feed. */
  public static final int LENGTH_MAX = 33;

  public Hash {
    int length = value.codePointCount(0, value.length());
    if (length < 1 || length > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "A hash has 1 to %d characters, found %d".formatted(LENGTH_MAX, length));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
