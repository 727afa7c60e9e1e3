package dev.tracefold.release;

import dev.tracefold.project.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Releases, their dists and environments (event-saving 7, 14.2). Everything here is safe to repeat.
 * A store that is out of reach throws.
 */
public interface ReleaseStore {

  /**
   * Gets or creates the release that an event of a project means, and links it to the project.
   *
   * @param added when a new one counts as created
   */
  DatedRelease ensure(Project project, String version, Instant added);

  /**
   * The release that an event of a project means, if it exists: the one of the project whose name
   * has the project's slug in front, else the one of this name, whatever project it belongs to.
   */
  Optional<DatedRelease> meant(Project project, String version);

  /** Gets or creates a dist of a release. */
  void ensureDist(Project project, String version, String dist, Instant added);

  /** Gets or creates an environment of the project's organisation, and links it to the project. */
  void ensureEnvironment(Project project, String environment);

  /**
   * Notes that a release was seen in an environment of a project; moves its last seen forward by no
   * less than {@link #SEEN_SECONDS} at a time.
   */
  void seen(Project project, String version, String environment, Instant first, Instant last);

  /** The release of this name, if it exists. */
  Optional<DatedRelease> find(Project project, String version);

  /** Versions of a project's newest releases, the newest first. */
  List<String> newest(Project project, int countMax);

  /** Whether versions tell the order of the project's releases (event-saving 13.5). */
  default boolean followsSemver(Project project) {
    return SemanticVersioning.isFollowedBy(newest(project, SemanticVersioning.RELEASES_MAX));
  }

  /** Granularity of last seen in release rows (event-saving 26.2). */
  int SEEN_SECONDS = 60;
}
