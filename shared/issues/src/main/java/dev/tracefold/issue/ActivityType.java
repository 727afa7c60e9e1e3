package dev.tracefold.issue;

/** What can happen to an issue, in the reference's numbers (event-saving 26.3). */
public enum ActivityType {
  SET_RESOLVED(1),
  SET_UNRESOLVED(2),
  SET_IGNORED(3),
  SET_REGRESSION(6),
  SET_RESOLVED_IN_RELEASE(13),
  MERGE(14),
  /** Of the issue that lost a hash. */
  UNMERGE_SOURCE(19),
  /** Of the issue that a hash got for itself. */
  UNMERGE_DESTINATION(20);

  private final int code;

  ActivityType(int code) {
    this.code = code;
  }

  /** The number that is stored. */
  public int code() {
    return code;
  }
}
