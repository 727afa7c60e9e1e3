package dev.tracefold.release;

import dev.tracefold.intake.NameRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The release in which an issue was resolved (event-saving 13.4).
 *
 * @param inNextRelease whether the fix comes with the release after {@code release}
 * @param release the resolving release, or for a fix in the next one the newest at that time; as
 *     remembered when the issue was resolved, because it may have been deleted since
 * @param currentVersion for a fix in the next release, the version that was the current one; null
 *     if nobody noted it
 * @param current the release of {@code currentVersion}; null if there is none any more
 */
public record ResolvingRelease(
    boolean inNextRelease,
    DatedRelease release,
    @Nullable String currentVersion,
    @Nullable DatedRelease current) {

  /**
   * Whether the resolution still holds for an event, which then is no regression.
   *
   * <p>Beyond the reference, a release that is older than the resolving one is always covered: by
   * version where both have one, whether or not the project follows semantic versioning, and by
   * creation otherwise.
   *
   * @param event the event's release; null, and thus covered, if it has none
   * @param followsSemver whether the project follows semantic versioning
   */
  public boolean covers(@Nullable DatedRelease event, boolean followsSemver) {
    if (event == null) {
      return true;
    }
    boolean byVersion = isByVersion(event, followsSemver);
    return coveredByCurrent(event, byVersion)
            .orElseGet(() -> inNextRelease ? coveredUntilNext(event) : covered(event, byVersion))
        || isOlder(event);
  }

  /**
   * Whether an event is compared with the next release: nothing else told whether it is covered.
   *
   * @param event the event's release; null if it has none
   * @param followsSemver whether the project follows semantic versioning
   */
  public boolean asksForNextRelease(@Nullable DatedRelease event, boolean followsSemver) {
    return inNextRelease
        && event != null
        && coveredByCurrent(event, isByVersion(event, followsSemver)).isEmpty();
  }

  private static boolean isByVersion(DatedRelease event, boolean followsSemver) {
    return followsSemver
        && NameRules.isRelease(event.version())
        && ReleaseVersion.parse(event.version()).isPresent();
  }

  /** Empty where the current version is not known or cannot be compared. */
  private Optional<Boolean> coveredByCurrent(DatedRelease event, boolean byVersion) {
    if (currentVersion == null) {
      return Optional.empty();
    }
    if (byVersion) {
      return order(currentVersion, event.version()).map(order -> order >= 0);
    }
    if (current == null) {
      return Optional.empty();
    }
    return Optional.of(
        currentVersion.equals(event.version()) || current.added().isAfter(event.added()));
  }

  private boolean coveredUntilNext(DatedRelease event) {
    return release.version().equals(event.version()) || release.added().isAfter(event.added());
  }

  private boolean covered(DatedRelease event, boolean byVersion) {
    if (release.version().equals(event.version())) {
      return false;
    }
    Optional<Integer> order =
        byVersion ? order(release.version(), event.version()) : Optional.empty();
    return order.map(o -> o > 0).orElseGet(() -> !release.added().isBefore(event.added()));
  }

  private boolean isOlder(DatedRelease event) {
    return !release.version().equals(event.version())
        && order(release.version(), event.version())
            .map(order -> order > 0)
            .orElseGet(() -> release.added().isAfter(event.added()));
  }

  /** The order of two releases by version; empty unless both have one. */
  private static Optional<Integer> order(String release, String other) {
    return ReleaseVersion.parse(release)
        .flatMap(v -> ReleaseVersion.parse(other).map(v::compareTo));
  }
}
