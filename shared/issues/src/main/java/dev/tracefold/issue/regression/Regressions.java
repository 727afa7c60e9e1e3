package dev.tracefold.issue.regression;

import dev.tracefold.issue.regression.RegressionDecision.Cause;
import dev.tracefold.issue.regression.RegressionDecision.Forbidden;
import dev.tracefold.issue.regression.RegressionDecision.NotInQuestion;
import dev.tracefold.issue.regression.RegressionDecision.Reopening;
import dev.tracefold.release.DatedRelease;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides on regressions (event-saving 13.1-13.3). */
public final class Regressions {

  private Regressions() {}

  /**
   * What an event is compared with.
   *
   * @param resolveAge after how long without events an issue counts as resolved; null for never
   * @param followsSemver whether the project follows semantic versioning
   * @param now wall clock
   */
  public record Circumstances(@Nullable Duration resolveAge, boolean followsSemver, Instant now) {}

  /**
   * Decides on one event of an existing issue.
   *
   * @param datetime when the event happened
   * @param release the event's release; null if it has none
   */
  public static RegressionDecision decide(
      IssueState issue,
      Instant datetime,
      @Nullable DatedRelease release,
      Circumstances circumstances) {
    if (issue.standing() != Standing.RESOLVED && !isResolvedByAge(issue, circumstances)) {
      return new NotInQuestion(Cause.NOT_RESOLVED);
    }
    if (issue.resolution() != null
        && issue.resolution().covers(release, circumstances.followsSemver())) {
      return new NotInQuestion(Cause.COVERED_BY_RELEASE);
    }
    Instant date = datetime.isAfter(issue.lastSeen()) ? datetime : issue.lastSeen();
    if (issue.standing() == Standing.IGNORED || isWithinGuardWindow(issue.activeAt(), date)) {
      return new Forbidden();
    }
    return new Reopening(date);
  }

  /** Whether an issue that is not resolved counts as resolved, for want of events. */
  private static boolean isResolvedByAge(IssueState issue, Circumstances circumstances) {
    Duration age = circumstances.resolveAge();
    return age != null
        && isOpen(issue, circumstances.now())
        && issue.lastSeen().isBefore(circumstances.now().minus(age));
  }

  private static boolean isOpen(IssueState issue, Instant now) {
    return switch (issue.standing()) {
      case UNRESOLVED -> true;
      case IGNORED ->
          issue.ignoreTerms() != null
              && issue.ignoreTerms().isOverByTimeOrCount(now, issue.timesSeen());
      case RESOLVED, LEAVING -> false;
    };
  }

  private static boolean isWithinGuardWindow(@Nullable Instant activeAt, Instant date) {
    return activeAt != null && !activeAt.isBefore(date.minus(RegressionDecision.GUARD_WINDOW));
  }
}
