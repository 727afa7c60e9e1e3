package dev.tracefold.intake.useragent;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a user agent says; each part is null if it is not known.
 *
 * @param browser that rendered the page
 * @param system it ran on
 * @param device it ran on
 */
public record UserAgent(
    @Nullable Product browser, @Nullable Product system, @Nullable Device device) {

  static final UserAgent UNKNOWN = new UserAgent(null, null, null);

  /**
   * A program.
   *
   * @param name such as {@code Chrome} or {@code Mac OS X}
   * @param version its parts joined by full stops, or null
   */
  public record Product(String name, @Nullable String version) {
    public Product {
      Objects.requireNonNull(name, "name");
    }

    /** The first part of the version, if it is a number. */
    public OptionalInt major() {
      if (version == null) {
        return OptionalInt.empty();
      }
      int digits = 0;
      while (digits < version.length() && Character.digit(version.charAt(digits), 10) >= 0) {
        digits++;
      }
      boolean whole = digits == version.length() || version.charAt(digits) == '.';
      // Nine digits always fit.
      return whole && digits > 0 && digits <= 9
          ? OptionalInt.of(Integer.parseInt(version.substring(0, digits)))
          : OptionalInt.empty();
    }
  }

  /**
   * A device.
   *
   * @param family such as {@code iPhone}
   * @param brand or null
   * @param model or null
   */
  public record Device(String family, @Nullable String brand, @Nullable String model) {
    public Device {
      Objects.requireNonNull(family, "family");
    }
  }
}
