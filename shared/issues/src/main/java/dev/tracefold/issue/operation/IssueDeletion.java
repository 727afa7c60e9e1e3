package dev.tracefold.issue.operation;

import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.HashRow;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.IssueStore;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Deletes issues, on demand together with their future events (event-saving 15.1). One write marks
 * the issue; its hashes then begin a new life each, with functions that save events helping where
 * they meet one; only then is deleted what was counted.
 */
public final class IssueDeletion {

  /** Looks at an issue that others change at the same time; more is a mistake. */
  private static final int TRIES_MAX = 10;

  private final IssueStore issues;
  private final MergeStore merges;
  private final DeletionStore deletions;
  private final Clock clock;

  public IssueDeletion(IssueStore issues, MergeStore merges, DeletionStore deletions, Clock clock) {
    this.issues = Objects.requireNonNull(issues, "issues");
    this.merges = Objects.requireNonNull(merges, "merges");
    this.deletions = Objects.requireNonNull(deletions, "deletions");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Deletes an issue. Asking again after a failure completes it as it was begun.
   *
   * @param discards whether its future events are discarded; else they make a new issue
   * @param deleted is told how many items went, from time to time
   */
  public DeletionResult delete(IssueId id, boolean discards, LongConsumer deleted) {
    boolean marked = false;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Issue issue = issues.findIssues(Set.of(id)).get(id);
      if (issue == null) {
        // Where this run has marked it, another one has completed the deletion meanwhile.
        return marked
            ? new DeletionResult.Deleted(discards)
            : new DeletionResult.Refused("there is no issue %s".formatted(id));
      }
      if (issue.status() == IssueStatus.PENDING_DELETION) {
        complete(issue, deleted);
        return new DeletionResult.Deleted(issue.tombstone() != null);
      }
      Optional<String> gone = Departure.of(issue);
      if (gone.isPresent()) {
        return new DeletionResult.Refused(gone.get());
      }
      marked = deletions.mark(issue, discards ? tombstone(issue) : null);
    }
    throw new IllegalStateException("others keep changing issue %s; try again".formatted(id));
  }

  private Tombstone tombstone(Issue issue) {
    return new Tombstone(
        issue.id().toString(),
        issue.projectId(),
        issue.latest().title(),
        issue.latest().culprit(),
        issue.latest().level(),
        clock.instant());
  }

  private void complete(Issue leaving, LongConsumer deleted) {
    detach(leaving, leaving);
    deletions.deleteCounts(leaving, deleted);
    deleteMerged(leaving.id(), deleted);
    deletions.deleteDetails(leaving.id(), deleted);
    deletions.deleteIssue(leaving);
  }

  /** The hashes of an issue that is leaving, and of those that were merged into it. */
  private void detach(Issue leaving, Issue owner) {
    for (CountedHash hash : merges.hashes(owner)) {
      HashRow row = Objects.requireNonNull(issues.findHashes(Set.of(hash.key())).get(hash.key()));
      if (owner.id().equals(row.issue())) {
        issues.detach(leaving, row);
      }
    }
    for (IssueId merged : merges.merged(owner.id())) {
      Issue part = issues.findIssues(Set.of(merged)).get(merged);
      if (part != null) {
        detach(leaving, part);
      }
    }
  }

  private void deleteMerged(IssueId into, LongConsumer deleted) {
    for (IssueId id : merges.merged(into)) {
      deleteMerged(id, deleted);
      deletions.deleteDetails(id, deleted);
      Issue merged = issues.findIssues(Set.of(id)).get(id);
      if (merged != null) {
        deletions.deleteMerged(merged, into);
      }
    }
  }
}
