package dev.tracefold.stacktrace;

/** Removes what tools append to native names (stacktraces 7.2, step 14). */
final class NameSuffixes {

  private static final String RUST_HASH_START = "::h";
  private static final int RUST_HASH_LENGTH = 16;
  private static final String GLIBC = "@GLIBC_";

  private NameSuffixes() {}

  /** The name without Rust's hash, glibc's version and Windows' decoration, in that order. */
  static String remove(String name) {
    // A final line feed is no part of the name to these rules, and stays.
    boolean lineFeed = name.endsWith("\n");
    String text = lineFeed ? name.substring(0, name.length() - 1) : name;
    String rest = withoutDecoration(withoutGlibc(withoutHash(text)));
    return lineFeed ? rest + "\n" : rest;
  }

  /** Whether the name ends in Rust's hash. */
  static boolean endsInHash(String name) {
    int start = name.length() - RUST_HASH_LENGTH - RUST_HASH_START.length();
    if (start < 0 || !name.startsWith(RUST_HASH_START, start)) {
      return false;
    }
    for (int i = start + RUST_HASH_START.length(); i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isDigit(c) && !(c >= 'a' && c <= 'z')) {
        return false;
      }
    }
    return true;
  }

  private static String withoutHash(String name) {
    return endsInHash(name)
        ? name.substring(0, name.length() - RUST_HASH_LENGTH - RUST_HASH_START.length())
        : name;
  }

  private static String withoutGlibc(String name) {
    int version = name.length();
    while (version > 0 && (isDigit(name.charAt(version - 1)) || name.charAt(version - 1) == '.')) {
      version--;
    }
    int start = version - GLIBC.length();
    if (version == name.length() || start < 0 || !name.startsWith(GLIBC, start)) {
      return name;
    }
    return name.substring(0, start > 0 && name.charAt(start - 1) == '@' ? start - 1 : start);
  }

  /** {@code _name@8} and {@code @name@8}: how Windows writes the size of the arguments. */
  private static String withoutDecoration(String name) {
    int digits = name.length();
    while (digits > 0 && isDigit(name.charAt(digits - 1))) {
      digits--;
    }
    int at = digits - 1;
    if (digits == name.length() || at < 0 || name.charAt(at) != '@' || name.indexOf('\n') >= 0) {
      return name;
    }
    return name.substring(at > 0 && name.charAt(0) == '@' ? 1 : 0, at);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
