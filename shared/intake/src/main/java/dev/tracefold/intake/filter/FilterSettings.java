package dev.tracefold.intake.filter;

import java.util.List;
import java.util.Set;

/**
 * What a project filters; {@link #NONE} is what holds without options.
 *
 * @param localhost whether events of the developer's own machine go
 * @param webCrawlers whether events of robots go
 * @param browserExtensions whether errors go that extensions cause in pages of others
 * @param legacyBrowsers events of which browsers go
 * @param errorMessages globs of messages and of {@code type: value}
 * @param releases globs of releases
 * @param addresses IP addresses and ranges, {@code 203.0.113.0/24}
 */
public record FilterSettings(
    boolean localhost,
    boolean webCrawlers,
    boolean browserExtensions,
    Set<LegacyBrowser> legacyBrowsers,
    List<String> errorMessages,
    List<String> releases,
    List<String> addresses) {

  /** Each is compared with every event. */
  public static final int PATTERNS_MAX = 100;

  /** Nothing is filtered. */
  public static final FilterSettings NONE =
      new FilterSettings(false, false, false, Set.of(), List.of(), List.of(), List.of());

  public FilterSettings {
    legacyBrowsers = Set.copyOf(legacyBrowsers);
    errorMessages = errorMessages.stream().limit(PATTERNS_MAX).toList();
    releases = releases.stream().limit(PATTERNS_MAX).toList();
    addresses = addresses.stream().limit(PATTERNS_MAX).toList();
  }

  /** Whether a text is an address or a range; what is none filters nothing. */
  public static boolean isAddressOrRange(String text) {
    return AddressRange.read(text).isPresent();
  }
}
