package dev.tracefold.issue.operation;

/** What became of a wish for a status. */
public sealed interface StatusResult {

  /** It was fulfilled now. */
  record Changed(StatusChange change) implements StatusResult {}

  /** The issue stood like that before; nothing was written. */
  record AlreadySo() implements StatusResult {}

  /**
   * It cannot be fulfilled.
   *
   * @param why what was found, what was expected and what to do
   */
  record Refused(String why) implements StatusResult {}
}
