package dev.tracefold.fingerprint;

import static dev.tracefold.enhancement.Glob.Option.CASE_INSENSITIVE;
import static dev.tracefold.enhancement.Glob.Option.DOUBLE_STAR;
import static dev.tracefold.enhancement.Glob.Option.PATH_NORMALIZE;

import dev.tracefold.enhancement.Glob;
import dev.tracefold.stacktrace.PlatformFamily;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A matcher of a fingerprint rule, ready to be held against items (fingerprinting 3.3). */
final class CompiledFingerprintMatcher {

  private final FingerprintMatcher matcher;
  private final FingerprintField field;
  private final Glob glob;

  CompiledFingerprintMatcher(FingerprintMatcher matcher) {
    this.matcher = matcher;
    this.field = matcher.field();
    this.glob = Glob.compile(matcher.pattern(), options(field));
  }

  private static Glob.Option[] options(FingerprintField field) {
    return switch (field) {
      case MESSAGE, VALUE, LEVEL -> new Glob.Option[] {CASE_INSENSITIVE};
      case PATH, PACKAGE -> new Glob.Option[] {DOUBLE_STAR, CASE_INSENSITIVE, PATH_NORMALIZE};
      case TYPE, LOGGER, TAG, MODULE, FUNCTION, FAMILY, APP -> new Glob.Option[] {};
    };
  }

  FingerprintField.Group group() {
    return field.group();
  }

  /** Whether the item satisfies the matcher; a missing value never fits. */
  boolean holds(FingerprintItem item) {
    return fits(item) != matcher.negated();
  }

  private boolean fits(FingerprintItem item) {
    return switch (item) {
      case FingerprintItem.Message message -> fits(message.text());
      case FingerprintItem.OfException exception ->
          fits(field == FingerprintField.TYPE ? exception.type() : exception.value());
      case FingerprintItem.LogInfo info ->
          fits(field == FingerprintField.LOGGER ? info.logger() : info.level());
      case FingerprintItem.Tags tags -> fits(tags.values().get(matcher.tagName()));
      case FingerprintItem.OfFrame frame -> fits(frame);
    };
  }

  private boolean fits(FingerprintItem.OfFrame item) {
    return switch (field) {
      case FUNCTION -> fits(item.function());
      case MODULE -> fits(item.frame().module());
      case PACKAGE -> fitsPath(item.frame().packageName());
      // A file name beside a path is never looked at: recorded results have it so, although
      // fingerprinting 3.3 says otherwise.
      case PATH -> fitsPath(item.path());
      case FAMILY -> fitsFamily(item.family());
      case APP -> fitsInApp(item.frame().inApp());
      case MESSAGE, TYPE, VALUE, LOGGER, LEVEL, TAG -> false;
    };
  }

  private boolean fits(@Nullable String text) {
    return text != null && glob.matches(text);
  }

  private boolean fitsPath(@Nullable String path) {
    return path != null
        && (glob.matches(path) || (!path.startsWith("/") && glob.matches("/" + path)));
  }

  private boolean fitsFamily(PlatformFamily family) {
    List<String> families = List.of(matcher.pattern().split(",", -1));
    return families.contains("all") || families.contains(family.ruleName());
  }

  private boolean fitsInApp(@Nullable Boolean inApp) {
    if (inApp == null) {
      return false;
    }
    return switch (matcher.pattern().toLowerCase(Locale.ROOT)) {
      case "1", "yes", "true" -> inApp;
      case "0", "no", "false" -> !inApp;
      default -> false;
    };
  }
}
