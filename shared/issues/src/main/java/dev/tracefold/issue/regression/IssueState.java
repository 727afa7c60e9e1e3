package dev.tracefold.issue.regression;

import dev.tracefold.release.ResolvingRelease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the issue that an event belongs to.
 *
 * @param standing stored status
 * @param activeAt when it last became unresolved, or null
 * @param lastSeen time of its latest event so far
 * @param timesSeen events so far
 * @param ignoreTerms until when it is ignored; null if for good, or if it is not
 * @param resolution the release it was resolved in; null if it was resolved without naming one
 */
public record IssueState(
    Standing standing,
    @Nullable Instant activeAt,
    Instant lastSeen,
    long timesSeen,
    @Nullable IgnoreTerms ignoreTerms,
    @Nullable ResolvingRelease resolution) {}
