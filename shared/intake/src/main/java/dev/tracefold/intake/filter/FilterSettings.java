package dev.tracefold.intake.filter;

import java.util.List;

/**
 * What a project filters; without options nothing.
 *
 * @param localhost whether events of the developer's own machine go
 * @param errorMessages globs of messages and of {@code type: value}
 * @param releases globs of releases
 * @param addresses IP addresses of users, whole
 */
public record FilterSettings(
    boolean localhost, List<String> errorMessages, List<String> releases, List<String> addresses) {

  /** Each is compared with every event. */
  public static final int PATTERNS_MAX = 100;

  public FilterSettings {
    errorMessages = errorMessages.stream().limit(PATTERNS_MAX).toList();
    releases = releases.stream().limit(PATTERNS_MAX).toList();
    addresses = addresses.stream().limit(PATTERNS_MAX).toList();
  }
}
