package dev.tracefold.issue.operation;

import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import java.time.Instant;
import java.util.List;

/**
 * Moves hashes from issue to issue, and with them what is counted of them. A store that is out of
 * reach throws.
 */
public interface MergeStore {

  /**
   * Sends the events of issues to another issue from now on, all or nothing, with one activity; if
   * they and the other one still stand as they were read.
   *
   * @return whether this call did it
   */
  boolean merge(Issue into, List<Issue> from, Instant now);

  /** The issues that were merged into an issue itself, not those that were merged into them. */
  List<IssueId> merged(IssueId into);

  /**
   * Makes what was merged into an issue that was merged itself a part of the issue that has both;
   * if that one is still there, else whoever took it has to find the other two as they are.
   *
   * @param through the issue in the middle
   * @return whether this call did it
   */
  boolean adopt(IssueId into, IssueId through, IssueId merged);

  /** The hashes that lead to an issue. */
  List<CountedHash> hashes(Issue issue);

  /**
   * Points a hash of a merged issue to the one that it was merged into, if that one is still there;
   * repeating is safe.
   *
   * @return whether this call did it
   */
  boolean move(CountedHash hash, Issue from, IssueId into);

  /**
   * Copies where a merged issue was first seen, so that it is not new there in the other one; if
   * that one is still there.
   */
  void copyEnvironments(Issue from, IssueId into);

  /**
   * Creates an issue of a hash of another issue, all or nothing, with an activity of each.
   *
   * @param fresh the new issue, whose id and number are unused
   * @return whether this call did it; not, if the hash leads elsewhere or the other issue left
   */
  boolean unmerge(Issue from, CountedHash hash, Issue fresh, Instant now);

  /** The lists of a hash's events by time, read as they are asked for. */
  Iterable<EventList> events(CountedHash hash, boolean latestFirst);
}
