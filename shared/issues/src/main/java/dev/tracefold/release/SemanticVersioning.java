package dev.tracefold.release;

import java.util.List;

/** Whether versions, rather than dates, tell the order of a project's releases (13.5). */
public final class SemanticVersioning {

  /** How many of a project's newest releases are looked at. */
  public static final int RELEASES_MAX = 10;

  private static final int NEWEST = 3;
  private static final int AMONG_ALL_MIN = 3;

  private SemanticVersioning() {}

  /**
   * Whether a project follows semantic versioning.
   *
   * @param newest names of the project's releases, the newest first; more than {@link
   *     #RELEASES_MAX} are not looked at
   */
  public static boolean isFollowedBy(List<String> newest) {
    List<Boolean> versions =
        newest.stream()
            .limit(RELEASES_MAX)
            .map(release -> ReleaseVersion.parse(release).isPresent())
            .toList();
    if (versions.isEmpty()) {
      return false;
    }
    if (versions.size() < NEWEST) {
      return versions.get(0);
    }
    if (!versions.subList(0, NEWEST).contains(true)) {
      return false;
    }
    return versions.size() < RELEASES_MAX
        || versions.stream().filter(v -> v).count() >= AMONG_ALL_MIN;
  }
}
