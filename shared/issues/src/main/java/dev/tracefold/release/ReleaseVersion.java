package dev.tracefold.release;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version inside a release's name, which is {@code package@version} (event-saving 13.5).
 * Ordered by version alone: the package says nothing about age. Not consistent with equals.
 *
 * @param packageName what stands before the version
 * @param major first number, 0 or more
 * @param minor second number; 0 if missing
 * @param patch third number; 0 if missing
 * @param revision fourth number; 0 if missing
 * @param preRelease what makes it less than the version without; empty if there is none
 * @param build the build's code; null if there is none
 */
public record ReleaseVersion(
    String packageName,
    long major,
    long minor,
    long patch,
    long revision,
    String preRelease,
    @Nullable String build)
    implements Comparable<ReleaseVersion> {

  /** The package may begin with an at sign of its own. */
  private static final Pattern NAME = Pattern.compile("(@?[^@]+)@(.*)", Pattern.DOTALL);

  private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";

  private static final Pattern VERSION =
      Pattern.compile(
          "([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:\\.([0-9]+))?"
              + "((?:-|[a-z])%1$s?(?:\\.%1$s)*)?".formatted(IDENTIFIER)
              + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

  /**
   * The version that a release's name contains.
   *
   * @return empty if it names no package, or if what follows is the hash of a build, no version, or
   *     has a number that does not fit 63 bits
   */
  public static Optional<ReleaseVersion> parse(String release) {
    Matcher name = NAME.matcher(release);
    if (!name.matches() || isBuildHash(name.group(2))) {
      return Optional.empty();
    }
    Matcher version = VERSION.matcher(name.group(2));
    if (!version.matches()) {
      return Optional.empty();
    }
    String preRelease = filled(version.group(5));
    if (version.group(2) == null && !preRelease.isEmpty() && !preRelease.startsWith("-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ReleaseVersion(
              name.group(1),
              number(version.group(1)),
              number(version.group(2)),
              number(version.group(3)),
              number(version.group(4)),
              preRelease.startsWith("-") ? preRelease.substring(1) : preRelease,
              version.group(6)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(ReleaseVersion other) {
    int order = Long.compare(major, other.major);
    if (order == 0) {
      order = Long.compare(minor, other.minor);
    }
    if (order == 0) {
      order = Long.compare(patch, other.patch);
    }
    if (order == 0) {
      order = Long.compare(revision, other.revision);
    }
    if (order == 0) {
      order = Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    if (order == 0) {
      order = preRelease.compareTo(other.preRelease);
    }
    return order == 0 ? compareBuilds(filled(build), filled(other.build)) : order;
  }

  /** As numbers where both are, else as texts, of which the empty one is the least. */
  private static int compareBuilds(String build, String other) {
    if (!isNumber(build) || !isNumber(other)) {
      return build.compareTo(other);
    }
    String digits = withoutZeros(build);
    String otherDigits = withoutZeros(other);
    int order = Integer.compare(digits.length(), otherDigits.length());
    return order == 0 ? digits.compareTo(otherDigits) : order;
  }

  private static boolean isBuildHash(String version) {
    return switch (version.length()) {
      case 12, 16, 20, 32, 40, 64 -> version.chars().allMatch(ReleaseVersion::isHex);
      default -> false;
    };
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String filled(@Nullable String text) {
    return text == null ? "" : text;
  }
}
