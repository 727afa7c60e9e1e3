package dev.tracefold.issue;

/** Where an issue stands (event-saving 4.1). */
public enum IssueStatus {
  UNRESOLVED(0),
  RESOLVED(1),
  IGNORED(2),
  PENDING_DELETION(3),
  DELETION_IN_PROGRESS(4),
  PENDING_MERGE(5);

  private final int code;

  IssueStatus(int code) {
    this.code = code;
  }

  /** The number that is stored and sent. */
  public int code() {
    return code;
  }

  /**
   * The status with this number.
   *
   * @throws IllegalArgumentException for a number that is none
   */
  public static IssueStatus of(long code) {
    for (IssueStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("an issue's status is 0 to 5, found " + code);
  }
}
