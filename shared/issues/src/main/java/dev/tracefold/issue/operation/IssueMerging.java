package dev.tracefold.issue.operation;

import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStore;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Merges issues. One write says where the events of the merged ones go from then on, and functions
 * that save events follow it; what comes after moves hashes, and no count, and can be repeated.
 */
public final class IssueMerging {

  /** Issues that are merged at once: they have to fit one transaction. */
  public static final int ISSUES_MAX = 30;

  /** Looks at issues whose status others change at the same time; more is a mistake. */
  private static final int TRIES_MAX = 10;

  private final IssueStore issues;
  private final MergeStore merges;
  private final IssueHistory history;
  private final Clock clock;

  public IssueMerging(IssueStore issues, MergeStore merges, IssueHistory history, Clock clock) {
    this.issues = Objects.requireNonNull(issues, "issues");
    this.merges = Objects.requireNonNull(merges, "merges");
    this.history = Objects.requireNonNull(history, "history");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Merges issues into another one. Asking again after a failure completes it. */
  public MergeResult merge(IssueId into, Set<IssueId> from) {
    if (from.isEmpty() || from.size() > ISSUES_MAX || from.contains(into)) {
      return new MergeResult.Refused(
          "found %d issues to merge into another one, expected 1 to %d others"
              .formatted(from.size(), ISSUES_MAX));
    }
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Set<IssueId> all = new LinkedHashSet<>(from);
      all.add(into);
      Map<IssueId, Issue> read = issues.findIssues(all);
      Optional<String> obstacle = obstacle(read, into, from);
      if (obstacle.isPresent()) {
        return new MergeResult.Refused(obstacle.get());
      }
      Issue target = Objects.requireNonNull(read.get(into));
      List<Issue> fresh =
          from.stream()
              .map(id -> Objects.requireNonNull(read.get(id)))
              .filter(issue -> issue.mergedInto() == null)
              .toList();
      if (fresh.isEmpty() || merges.merge(target, fresh, clock.instant())) {
        boolean moved = complete(target);
        return new MergeResult.Done(target, moved || !fresh.isEmpty());
      }
    }
    throw new IllegalStateException(
        "others keep changing issue %s or those to merge into it; try again".formatted(into));
  }

  private static Optional<String> obstacle(
      Map<IssueId, Issue> read, IssueId into, Set<IssueId> from) {
    Issue target = read.get(into);
    if (target == null) {
      return Optional.of("there is no issue %s".formatted(into));
    }
    Optional<String> gone = Departure.of(target);
    if (gone.isPresent()) {
      return gone;
    }
    for (IssueId id : from) {
      Issue issue = read.get(id);
      if (issue == null) {
        return Optional.of("there is no issue %s".formatted(id));
      }
      if (issue.projectId() != target.projectId()) {
        return Optional.of(
            "found issue %s of project %d, expected one of project %d: issues of a project merge"
                .formatted(id, issue.projectId(), target.projectId()));
      }
      Optional<String> left = Departure.of(issue);
      if (left.isPresent() && !into.equals(issue.mergedInto())) {
        return left;
      }
    }
    return Optional.empty();
  }

  /**
   * Does what is left to do of all merges into an issue; nothing once it is being deleted, which
   * then takes along what was merged into it, or merged itself.
   *
   * @return whether anything was
   */
  boolean complete(Issue into) {
    boolean moved = false;
    Deque<IssueId> open = new ArrayDeque<>(merges.merged(into.id()));
    while (!open.isEmpty()) {
      IssueId id = open.remove();
      for (IssueId adopted : new ArrayList<>(merges.merged(id))) {
        moved |= merges.adopt(into.id(), id, adopted);
        open.add(adopted);
      }
      Issue from = issues.findIssues(Set.of(id)).get(id);
      if (from == null) {
        continue;
      }
      List<CountedHash> hashes = merges.hashes(from);
      // Before the last hash leaves, which tells that nothing is left to do.
      if (!hashes.isEmpty()) {
        merges.copyEnvironments(from, into.id());
        history.touch(into, from.latest(), from.firstSeen(), from.lastSeen());
      }
      for (CountedHash hash : hashes) {
        moved |= merges.move(hash, from, into.id());
      }
    }
    return moved;
  }
}
