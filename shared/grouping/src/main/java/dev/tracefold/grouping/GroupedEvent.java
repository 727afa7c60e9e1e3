package dev.tracefold.grouping;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.fingerprint.MatchedRule;
import java.util.Optional;

/**
 * An event and its grouping.
 *
 * @param event the event with its stack traces normalised, synthetic exceptions marked, and the
 *     fingerprint and title that the rules gave it
 * @param matchedRule the fingerprint rule that matched; empty if none did
 * @param grouping variants and hashes
 */
public record GroupedEvent(
    ErrorEvent event, Optional<MatchedRule> matchedRule, Grouping grouping) {}
