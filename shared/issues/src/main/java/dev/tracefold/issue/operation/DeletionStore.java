package dev.tracefold.issue.operation;

import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Deletes issues with what is known of them. A store that is out of reach throws. */
public interface DeletionStore {

  /**
   * Marks an issue for deletion, if it still stands as it was read: it leaves the lists, and
   * functions that save events see it as gone.
   *
   * @param tombstone what is left of it; null if its future events make a new issue
   * @return whether this call did it
   */
  boolean mark(Issue asRead, @Nullable Tombstone tombstone);

  /**
   * Deletes what was counted and listed of the hashes that led to an issue.
   *
   * @param deleted is told how many items went, from time to time
   */
  void deleteCounts(Issue leaving, LongConsumer deleted);

  /** Deletes what is known of an issue but not the issue. */
  void deleteDetails(IssueId issue, LongConsumer deleted);

  /** Deletes an issue that nothing more is known of, and its short id. */
  void deleteIssue(Issue issue);

  /** Deletes an issue that was merged into another one, and the mark that it was. */
  void deleteMerged(Issue merged, IssueId into);

  /** The tombstones of a project, the latest first. */
  List<Tombstone> tombstones(long projectId);

  /** Lets the events of a tombstone's hashes make a new issue, and removes the tombstone. */
  void deleteTombstone(Tombstone tombstone);
}
