package dev.tracefold.grouping;

import static dev.tracefold.grouping.GroupingConfig.Feature.DETECT_SYNTHETIC_EXCEPTIONS;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.fingerprint.FingerprintRule;
import dev.tracefold.fingerprint.FingerprintVariables;
import dev.tracefold.fingerprint.MatchedRule;
import dev.tracefold.fingerprint.Placeholder;
import dev.tracefold.stacktrace.StacktraceNormalizer;
import dev.tracefold.stacktrace.SyntheticException;
import java.util.List;
import java.util.Optional;

/**
 * From an event to its variants and hashes (event-saving 9.1). Pure: the same event and setup
 * always give the same answer, whatever the event holds, and at least one hash.
 */
public final class Grouper {

  private Grouper() {}

  /** Groups an event as it came out of normalisation. */
  public static GroupedEvent group(ErrorEvent event, GroupingSetup setup) {
    ErrorEvent normalized = new StacktraceNormalizer(setup.enhancements()).normalize(event);
    if (setup.config().has(DETECT_SYNTHETIC_EXCEPTIONS)) {
      normalized = SyntheticException.mark(normalized);
    }
    return groupNormalized(normalized, setup);
  }

  /** Groups an event whose stack traces are to be taken as they are. */
  public static GroupedEvent groupNormalized(ErrorEvent event, GroupingSetup setup) {
    ErrorEvent asked =
        event.fingerprint().isEmpty()
            ? event.withFingerprint(List.of(Placeholder.DEFAULT), event.title())
            : event;
    Optional<MatchedRule> matched =
        setup
            .fingerprintRules()
            .match(asked)
            .map(rule -> new MatchedRule(rule, asked.fingerprint()));
    ErrorEvent ruled =
        matched.map(match -> apply(match.rule(), asked, setup.customTitles())).orElse(asked);
    GroupingContext context =
        new GroupingContext(setup.config(), setup.enhancements(), ruled.platform());
    Grouping grouping =
        new Grouping(
            setup.config(), VariantSelection.variants(context, ruled, matched.orElse(null)));
    return new GroupedEvent(ruled, matched, grouping);
  }

  private static ErrorEvent apply(FingerprintRule rule, ErrorEvent event, boolean customTitles) {
    String title =
        rule.title()
            .filter(template -> customTitles)
            .map(template -> FingerprintVariables.expand(template, event))
            .orElse(event.title());
    return event.withFingerprint(rule.fingerprint(), title);
  }
}
