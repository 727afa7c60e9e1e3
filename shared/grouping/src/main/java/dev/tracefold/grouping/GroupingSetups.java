package dev.tracefold.grouping;

import dev.tracefold.enhancement.BuiltinRules;
import dev.tracefold.enhancement.EnhancementCache;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.fingerprint.FingerprintRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds setups from the texts of a project's options, compiling every text once. Thread-safe.
 *
 * <p>A text that does not parse never keeps an event from being grouped: what stands in for it is
 * that of event-saving 9.6 and 9.8, and a warning says so.
 */
public final class GroupingSetups {

  /**
   * A setup, and what could not be used.
   *
   * @param warnings one sentence per option that could not be used; empty if all could
   */
  public record Built(GroupingSetup setup, List<String> warnings) {

    public Built {
      warnings = List.copyOf(warnings);
    }
  }

  private final int sizeMax;
  private final EnhancementCache enhancements;
  private final Map<String, FingerprintRules> fingerprintRules =
      new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Without texts yet.
   *
   * @param sizeMax most texts of each kind that are kept compiled; the one not used for longest
   *     goes
   */
  public GroupingSetups(int sizeMax) {
    this.sizeMax = sizeMax;
    this.enhancements = new EnhancementCache(sizeMax);
  }

  /**
   * The setup of a project.
   *
   * @param configId id of the configuration; an unknown one falls back to the default
   * @param enhancementText rules about frames, empty for none of its own
   * @param fingerprintText rules that replace fingerprints, empty for none
   * @param customTitles whether a fingerprint rule may set the title
   */
  public Built build(
      String configId, String enhancementText, String fingerprintText, boolean customTitles) {
    List<String> warnings = new ArrayList<>();
    GroupingConfig config =
        GroupingConfig.find(configId)
            .orElseGet(
                () -> {
                  warnings.add(
                      "Grouping configuration '%s' is unknown; '%s' was used instead"
                          .formatted(configId, GroupingConfig.DEFAULT.id()));
                  return GroupingConfig.DEFAULT;
                });
    return new Built(
        new GroupingSetup(
            config,
            enhancements(config, enhancementText, warnings),
            fingerprintRules(fingerprintText, warnings),
            customTitles),
        warnings);
  }

  /** The built-in rules of a configuration. */
  static Enhancements builtIn(GroupingConfig config) {
    return Enhancements.of(bases(config), List.of());
  }

  private static List<BuiltinRules> bases(GroupingConfig config) {
    return BuiltinRules.find(config.enhancementBase()).stream().toList();
  }

  private Enhancements enhancements(GroupingConfig config, String text, List<String> warnings) {
    try {
      return enhancements.get(bases(config), text);
    } catch (RuleSyntaxException e) {
      warnings.add("The grouping enhancements do not parse and were not used: " + e.getMessage());
      // Not the base of the configuration: stored hashes of such projects depend on it.
      return Enhancements.of(List.of(BuiltinRules.COMMON_2019_03_23), List.of());
    }
  }

  private FingerprintRules fingerprintRules(String text, List<String> warnings) {
    try {
      return parsed(text);
    } catch (RuleSyntaxException e) {
      warnings.add("The fingerprint rules do not parse and were not used: " + e.getMessage());
      return FingerprintRules.NONE;
    }
  }

  private synchronized FingerprintRules parsed(String text) throws RuleSyntaxException {
    FingerprintRules known = fingerprintRules.get(text);
    if (known == null) {
      known = FingerprintRules.parse(text);
      fingerprintRules.put(text, known);
      if (fingerprintRules.size() > sizeMax) {
        fingerprintRules.remove(fingerprintRules.keySet().iterator().next());
      }
    }
    return known;
  }
}
