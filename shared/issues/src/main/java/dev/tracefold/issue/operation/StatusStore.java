package dev.tracefold.issue.operation;

import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.release.ResolvingRelease;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps what people make of issues' statuses. A store that is out of reach throws. */
public interface StatusStore {

  /**
   * Gives an issue a status, in a new epoch, with its activity; if it still stands as it was read.
   *
   * @param asRead status and epoch that must be still stored
   * @return whether this call did it
   */
  boolean change(Issue asRead, StatusChange change, Instant now);

  /** The issues of a project that may be resolved in its next release; some may not be any more. */
  List<IssueId> awaitingRelease(long projectId);

  /**
   * Names the release that issues were waiting for, to each that still stands as it was read: in
   * the same epoch, for its status stays, and in the activity of its resolution.
   *
   * @param settled by the issue as it was read, the resolution it gets
   */
  void settle(Map<Issue, ResolvingRelease> settled);

  /** Forgets that an issue awaited a release, which it does no more. */
  void forget(Issue asRead);
}
