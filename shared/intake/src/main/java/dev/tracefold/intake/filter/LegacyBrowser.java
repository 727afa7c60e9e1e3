package dev.tracefold.intake.filter;

import dev.tracefold.intake.useragent.UserAgent.Product;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Browsers that a project may call too old, by the names that Sentry's option has for them. */
public enum LegacyBrowser {
  IE_PRE_9("IE", 0, 8),
  IE9("IE", 9, 9),
  IE10("IE", 10, 10),
  IE11("IE", 11, 11),
  OPERA_PRE_15("Opera", 0, 14),
  OPERA_MINI_PRE_8("Opera Mini", 0, 7),
  ANDROID_PRE_4("Android", 0, 3),
  SAFARI_PRE_6("Safari", 0, 5),
  EDGE_PRE_79("Edge", 0, 78);

  /** What is meant where the option is only on. */
  private static final Set<LegacyBrowser> USUAL =
      EnumSet.of(IE_PRE_9, OPERA_PRE_15, OPERA_MINI_PRE_8, ANDROID_PRE_4, SAFARI_PRE_6);

  private final String family;
  private final int majorMin;
  private final int majorMax;

  LegacyBrowser(String family, int majorMin, int majorMax) {
    this.family = family;
    this.majorMin = majorMin;
    this.majorMax = majorMax;
  }

  /** The browsers that an option names; an unknown name is none, {@code default} the usual ones. */
  public static Set<LegacyBrowser> named(Collection<String> names) {
    Set<LegacyBrowser> browsers = EnumSet.noneOf(LegacyBrowser.class);
    for (LegacyBrowser browser : values()) {
      if (names.contains(browser.name().toLowerCase(Locale.ROOT))) {
        browsers.add(browser);
      }
    }
    if (names.contains("default")) {
      browsers.addAll(USUAL);
    }
    return browsers;
  }

  /** Whether a browser is one of these. One that tells no version is not. */
  boolean is(Product browser) {
    String name = browser.name().equals("IE Mobile") ? "IE" : browser.name();
    int major = browser.major().orElse(-1);
    return name.equals(family) && major >= majorMin && major <= majorMax;
  }
}
