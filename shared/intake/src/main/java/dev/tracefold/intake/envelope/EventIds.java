package dev.tracefold.intake.envelope;

import dev.tracefold.intake.body.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Event ids: 32 hex digits, written in lower case (event-saving 3.2). */
public final class EventIds {

  private static final int DIGITS = 32;
  private static final int DASHED_LENGTH = 36;

  private EventIds() {}

  /** An id as SDKs write it, with or without the dashes of a UUID; empty if it is none. */
  public static Optional<String> read(String text) {
    String digits = text.length() == DASHED_LENGTH ? withoutDashes(text) : text;
    if (digits.length() != DIGITS) {
      return Optional.empty();
    }
    for (int i = 0; i < DIGITS; i++) {
      if (!HexFormat.isHexDigit(digits.charAt(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(digits.toLowerCase(Locale.ROOT));
  }

  /**
   * The id of an item that named none: derived from its content, so that a sender who repeats it is
   * recognised.
   *
   * @param salt keeps the same content apart in two projects, or in two places
   */
  public static String derive(long salt, Bytes content) {
    MessageDigest digest = sha256();
    digest.update((salt + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(content.copy());
    return HexFormat.of().formatHex(digest.digest(), 0, DIGITS / 2);
  }

  private static String withoutDashes(String text) {
    return text.charAt(8) == '-'
            && text.charAt(13) == '-'
            && text.charAt(18) == '-'
            && text.charAt(23) == '-'
        ? text.replace("-", "")
        : text;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
