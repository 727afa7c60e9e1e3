package dev.tracefold.local.group;

import dev.tracefold.enhancement.BuiltinRules;
import dev.tracefold.enhancement.EnhancementCache;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.event.EventReader;
import dev.tracefold.fingerprint.FingerprintRules;
import dev.tracefold.grouping.GroupedEvent;
import dev.tracefold.grouping.Grouper;
import dev.tracefold.grouping.GroupingConfig;
import dev.tracefold.grouping.GroupingSetup;
import dev.tracefold.intake.normalization.NormalizationContext;
import dev.tracefold.intake.normalization.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Groups events as they are asked for, one after the other; every rule text is compiled once. */
final class EventGrouper {

  /** Rule texts kept compiled: more than anyone tries in one run. */
  private static final int RULE_TEXTS_MAX = 64;

  private static final NormalizationContext CONTEXT =
      new NormalizationContext(1, null, "0".repeat(32), Instant.EPOCH, null, null, null, null);

  private final EnhancementCache enhancements = new EnhancementCache(RULE_TEXTS_MAX);
  private String fingerprintText = "";
  private FingerprintRules fingerprintRules = FingerprintRules.NONE;

  /** Groups one event; its payload may be changed. */
  GroupedEvent group(GroupRequest request) throws RefusedRequest {
    if (!request.normalized()) {
      Normalizer.normalize(request.event(), CONTEXT);
    }
    return Grouper.group(EventReader.read(request.event()), setup(request));
  }

  private GroupingSetup setup(GroupRequest request) throws RefusedRequest {
    GroupingConfig config =
        GroupingConfig.find(request.config())
            .orElseThrow(
                () ->
                    new RefusedRequest(
                        "found configuration '%s'; expected one of %s"
                            .formatted(
                                request.config(),
                                GroupingConfig.ALL.stream()
                                    .map(GroupingConfig::id)
                                    .collect(Collectors.joining(", ")))));
    List<BuiltinRules> bases =
        request.builtinRules()
            ? BuiltinRules.find(config.enhancementBase()).stream().toList()
            : List.of();
    return new GroupingSetup(
        config,
        enhancements(bases, request.enhancements()),
        fingerprintRules(request.fingerprinting()),
        true);
  }

  private Enhancements enhancements(List<BuiltinRules> bases, String text) throws RefusedRequest {
    try {
      return enhancements.get(bases, text);
    } catch (RuleSyntaxException e) {
      throw new RefusedRequest("the enhancements do not parse: " + e.getMessage());
    }
  }

  private FingerprintRules fingerprintRules(String text) throws RefusedRequest {
    try {
      if (!text.equals(fingerprintText)) {
        fingerprintRules = FingerprintRules.parse(text);
        fingerprintText = text;
      }
      return fingerprintRules;
    } catch (RuleSyntaxException e) {
      throw new RefusedRequest("the fingerprint rules do not parse: " + e.getMessage());
    }
  }
}
