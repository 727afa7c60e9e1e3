package dev.tracefold.intake.scrubbing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which names say that what they name is secret: by the default rules of Sentry's scrubber, and by
 * the fields that the project names. Not thread-safe.
 */
final class SensitiveNames {

  /** Parts of names, and words that make a value of data secret wherever in it they stand. */
  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "api_key",
          "api-key",
          "apikey",
          "credentials",
          "mysql_pwd",
          "privatekey",
          "private_key",
          "private-key");

  /**
   * Parts of names; as words of values they are too common ("unauthorized", "unexpected token").
   */
  private static final List<String> PARTS =
      List.of(
          "auth",
          "token",
          "access_key",
          "access-key",
          "accesskey",
          "sessionid",
          "phpsessid",
          "csrf",
          "xsrf",
          "set-cookie",
          "card[number]",
          "card_number",
          "card-number",
          "cardnumber",
          "creditcard",
          "credit_card",
          "cc_number");

  /** Names that are secret as they stand, but not as a part of others. */
  private static final Set<String> WHOLE =
      Set.of(
          "ssn",
          "cvv",
          "cvc",
          "jwt",
          "pwd",
          "otp",
          "two_factor",
          "two-factor",
          "cookie",
          "cookies",
          "bearer");

  /** Names that hold a sensitive part and are not secret. */
  private static final Set<String> HARMLESS =
      Set.of("author", "authors", "author_name", "authenticated", "authority", "token_count");

  private final Set<String> safe;
  private final List<String> parts = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final boolean defaults;

  /** Of the names met so far: those of frames come again and again. */
  private final Map<String, Boolean> known = new HashMap<>();

  SensitiveNames(ScrubbingSettings settings) {
    defaults = settings.defaults();
    if (defaults) {
      words.addAll(WORDS);
      parts.addAll(PARTS);
    }
    words.addAll(settings.sensitiveFields());
    parts.addAll(words);
    safe = Set.copyOf(settings.safeFields());
  }

  /** Whether a field of this name loses its value. */
  boolean cover(String name) {
    String lowered = name.toLowerCase(Locale.ROOT);
    return known.computeIfAbsent(lowered, this::isSensitive);
  }

  /** Whether the project wants a field of this name left alone. */
  boolean spare(String name) {
    return !safe.isEmpty() && safe.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a name holds one of the words that are secret beyond doubt. */
  boolean coverByWord(String name) {
    String lowered = name.toLowerCase(Locale.ROOT);
    return cover(name) && words.stream().anyMatch(lowered::contains);
  }

  /** The words that make a value of data secret, in lower case. */
  List<String> words() {
    return words;
  }

  private boolean isSensitive(String name) {
    if (safe.contains(name)) {
      return false;
    }
    if (defaults && (HARMLESS.contains(name) || WHOLE.contains(name))) {
      return WHOLE.contains(name);
    }
    for (String part : parts) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
