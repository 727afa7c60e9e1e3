package dev.tracefold.release;

import java.util.List;

/** Answers questions about releases. A store that is out of reach throws. */
public interface ReleaseQueries {

  /**
   * A project's releases, the newest first.
   *
   * @param limit how many at the most, 1 or more
   */
  List<ReleaseSummary> list(long projectId, int limit);
}
