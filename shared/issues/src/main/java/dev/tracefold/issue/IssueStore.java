package dev.tracefold.issue;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds and creates issues. What it reads is as of now, for it decides. A store that is out of
 * reach throws.
 */
public interface IssueStore {

  /** What is stored of each hash; {@link HashRow#unowned} of those that nothing is stored of. */
  Map<HashKey, HashRow> findHashes(Collection<HashKey> keys);

  /** The issues that exist, by id. */
  Map<IssueId, Issue> findIssues(Collection<IssueId> ids);

  /** Draws the next short id of a project; numbers are never drawn twice, but some are lost. */
  long drawNumber(long projectId);

  /** What became of a creation. */
  enum Creation {
    CREATED,
    /** A hash changed since it was read: look again, somebody else may have created the issue. */
    HASHES_CHANGED,
    /** Another issue has the id: draw another one. */
    ID_TAKEN
  }

  /**
   * Creates an issue and points hashes to it, all or nothing.
   *
   * @param attach hashes that are to lead to it, as they were read; each must be unchanged
   * @param consulted further hashes that were looked at, as they were read; must be unchanged
   */
  Creation create(Issue issue, List<HashRow> attach, List<HashRow> consulted);

  /**
   * Points a hash to an issue that exists, if it is still as it was read; otherwise nothing
   * changes, for somebody was faster.
   */
  void attach(IssueId issue, HashRow hash);

  /**
   * Ends the life of a hash that leads to an issue that is being deleted: it leads nowhere, or to
   * the issue's tombstone; if it still stands as it was read. What was counted of it is left to
   * whoever deletes the issue.
   *
   * @param leaving the issue, or the one that the hash's issue was merged into
   */
  void detach(Issue leaving, HashRow hash);
}
