package dev.tracefold.attachment;

/**
 * Counts the crash reports that each issue keeps, exactly: however many functions ask at once, no
 * more than the limit are granted. A store that is out of reach throws.
 */
public interface CrashReports {

  /**
   * Asks to keep a crash report. One that was granted before is granted again, and counts once.
   *
   * @param limit at least 1
   * @return whether it may be kept
   */
  boolean claim(long projectId, long issueId, String eventId, String attachmentId, int limit);

  /**
   * Gives the place of a crash report back, after it was deleted; nothing happens if it had none.
   */
  void release(long projectId, long issueId, String eventId, String attachmentId);
}
