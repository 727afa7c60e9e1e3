package dev.tracefold.issue;

import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.issue.regression.IssueState;
import dev.tracefold.issue.regression.Standing;
import dev.tracefold.release.ResolvingRelease;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issue as it is stored (event-saving 4.1). What counts its events is stored with its hashes.
 *
 * @param id unique in the deployment
 * @param projectId owner
 * @param number second half of the short id, unique in the project
 * @param creator the first event that was counted in it: the one whose stream message says {@code
 *     is_new}; null until there is one, and empty for an issue that unmerging made, which is new by
 *     no event
 * @param platform platform of the first event; empty if it had none
 * @param logger logger of the first event; empty if it had none
 * @param firstRelease version in which it was first seen, or null
 * @param latest what its latest event says of it
 * @param firstSeen time of its earliest event; only ever moves back
 * @param lastSeen time of its latest event; only ever moves forward
 * @param activeAt when it last became unresolved
 * @param status where it stands
 * @param epoch raised by every change of status, a user's and a regression's; what an event causes
 *     is remembered with the epoch it was first saved in, so that a late redelivery causes nothing
 * @param resolution the release it was resolved in; null unless it was resolved in one
 * @param ignoreTerms until when it is ignored; null unless it is ignored until something
 * @param mergedInto where its events go since it was merged, or null
 * @param tombstone what its hashes get while it is being deleted together with its future events;
 *     null unless it is
 */
public record Issue(
    IssueId id,
    long projectId,
    long number,
    @Nullable String creator,
    String platform,
    String logger,
    @Nullable String firstRelease,
    IssueFace latest,
    Instant firstSeen,
    Instant lastSeen,
    Instant activeAt,
    IssueStatus status,
    long epoch,
    @Nullable ResolvingRelease resolution,
    @Nullable IgnoreTerms ignoreTerms,
    @Nullable IssueId mergedInto,
    @Nullable String tombstone) {

  /** The creator of an issue that is new by no event. */
  public static final String NO_EVENT = "";

  public Issue {
    Objects.requireNonNull(latest, "latest");
    Objects.requireNonNull(status, "status");
  }

  /**
   * What decides on a regression.
   *
   * @param timesSeen events so far; asked for only where the issue is ignored for a number of
   *     events
   */
  public IssueState state(long timesSeen) {
    Standing standing =
        switch (status) {
          case UNRESOLVED -> Standing.UNRESOLVED;
          case RESOLVED -> Standing.RESOLVED;
          case IGNORED -> Standing.IGNORED;
          case PENDING_DELETION, DELETION_IN_PROGRESS, PENDING_MERGE -> Standing.LEAVING;
        };
    return new IssueState(standing, activeAt, lastSeen, timesSeen, ignoreTerms, resolution);
  }
}
