package dev.tracefold.issue.operation;

/** What became of a wish to delete an issue. */
public sealed interface DeletionResult {

  /**
   * It is deleted.
   *
   * @param discarded whether its future events are discarded
   */
  record Deleted(boolean discarded) implements DeletionResult {}

  /**
   * It cannot be done.
   *
   * @param why what was found, what was expected and what to do
   */
  record Refused(String why) implements DeletionResult {}
}
