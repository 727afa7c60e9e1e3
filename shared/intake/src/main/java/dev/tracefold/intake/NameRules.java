package dev.tracefold.intake;

import dev.tracefold.text.UnicodeText;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Which texts name a release, a dist or an environment (event-saving 3.2 and 7). Lengths are in
 * characters; texts are taken as they are, without trimming.
 */
public final class NameRules {

  public static final int RELEASE_LENGTH_MAX = 200;
  public static final int DIST_LENGTH_MAX = 200;
  public static final int ENVIRONMENT_LENGTH_MAX = 64;

  /** Room for the slug of a project before the longest version. */
  public static final int STORED_RELEASE_LENGTH_MAX = 250;

  private NameRules() {}

  /** Whether the text may name a release. */
  public static boolean isRelease(String name) {
    return isFilled(name, RELEASE_LENGTH_MAX)
        && name.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '/' || c == '\\')
        && !isPath(name)
        && !name.equalsIgnoreCase("latest");
  }

  /** Whether the text may name a dist, but for its length. */
  public static boolean isDist(String name) {
    IntPredicate isPlain =
        c ->
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "_.-".indexOf(c) >= 0;
    return !name.isEmpty() && name.chars().allMatch(isPlain);
  }

  /** Whether the text may name an environment; the empty text is for events that name none. */
  public static boolean isEnvironment(String name) {
    return isFilled(name, ENVIRONMENT_LENGTH_MAX)
        && name.chars().noneMatch(c -> "\r\n\t\f/".indexOf(c) >= 0)
        && !isPath(name)
        && !name.toLowerCase(Locale.ROOT).equals("none");
  }

  /**
   * The name that projects gave to a release before releases belonged to organisations; where it
   * exists it is meant (event-saving 7.2).
   */
  public static String projectPrefixed(String slug, String version) {
    String name = slug + "-" + version;
    return UnicodeText.isLongerThan(name, STORED_RELEASE_LENGTH_MAX)
        ? name.substring(0, name.offsetByCodePoints(0, STORED_RELEASE_LENGTH_MAX))
        : name;
  }

  private static boolean isFilled(String name, int lengthMax) {
    return !UnicodeText.isBlank(name)
        && UnicodeText.strip(name).length() == name.length()
        && !UnicodeText.isLongerThan(name, lengthMax);
  }

  private static boolean isPath(String name) {
    return name.equals(".") || name.equals("..");
  }
}
