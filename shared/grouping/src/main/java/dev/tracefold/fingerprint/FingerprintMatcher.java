package dev.tracefold.fingerprint;

/**
 * One condition of a fingerprint rule (fingerprinting 3).
 *
 * @param key canonical key, such as {@code type} or {@code tags.browser}
 * @param pattern what the value has to fit, as it was written
 * @param negated whether the condition holds where the value does not fit
 */
public record FingerprintMatcher(String key, String pattern, boolean negated) {

  /** The name of a tag that the matcher looks at; empty for other matchers. */
  private static final String TAG_PREFIX = "tags.";

  public FingerprintMatcher {
    if (FingerprintField.of(key).isEmpty()) {
      throw new IllegalArgumentException(
          "A matcher's key is one of the canonical keys, found '" + key + "'");
    }
  }

  FingerprintField field() {
    return FingerprintField.of(key).orElseThrow();
  }

  /** The name of the tag that the matcher asks for; only for matchers on tags. */
  String tagName() {
    return key.substring(TAG_PREFIX.length());
  }

  /** The key as it is stored: with a mark in front if negated (fingerprinting 10.1). */
  public String storedKey() {
    return negated ? "!" + key : key;
  }

  /** The matcher as rule texts in grouping information show it (fingerprinting 9). */
  @Override
  public String toString() {
    return storedKey() + ":\"" + pattern + '"';
  }
}
