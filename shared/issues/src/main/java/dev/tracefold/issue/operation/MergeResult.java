package dev.tracefold.issue.operation;

import dev.tracefold.issue.Issue;

/** What became of a wish to merge or unmerge. */
public sealed interface MergeResult {

  /**
   * It is done.
   *
   * @param issue that the events are in now
   * @param changed whether there was anything left to do
   */
  record Done(Issue issue, boolean changed) implements MergeResult {}

  /**
   * It cannot be done.
   *
   * @param why what was found, what was expected and what to do
   */
  record Refused(String why) implements MergeResult {}
}
