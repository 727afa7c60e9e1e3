package dev.tracefold.grouping;

import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.fingerprint.FingerprintRules;

/**
 * What a project asks of grouping.
 *
 * @param config configuration
 * @param enhancements rules about frames, built-in ones included
 * @param fingerprintRules rules that replace fingerprints
 * @param customTitles whether a fingerprint rule may set the title
 */
public record GroupingSetup(
    GroupingConfig config,
    Enhancements enhancements,
    FingerprintRules fingerprintRules,
    boolean customTitles) {

  /** A configuration with nothing but its built-in rules. */
  public static GroupingSetup of(GroupingConfig config) {
    return new GroupingSetup(config, GroupingSetups.builtIn(config), FingerprintRules.NONE, true);
  }
}
