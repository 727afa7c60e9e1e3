package dev.tracefold.issue.regression;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when an issue is ignored (event-saving 13.1 and 19.4). The first condition that is met ends
 * it; with none it is ignored for good.
 *
 * @param until ends it at this time, or null
 * @param count ends it with so many events, or null
 * @param window with {@code count}: only if they come within this time; null counts all since
 * @param userCount ends it with so many users, or null
 * @param userWindow with {@code userCount}: only if they come within this time; null counts all
 *     since
 * @param timesSeenBefore times seen when the issue was ignored
 * @param usersSeenBefore users seen when the issue was ignored
 */
public record IgnoreTerms(
    @Nullable Instant until,
    @Nullable Long count,
    @Nullable Duration window,
    @Nullable Long userCount,
    @Nullable Duration userWindow,
    long timesSeenBefore,
    long usersSeenBefore) {

  /**
   * What was counted of an issue.
   *
   * @param times events since its creation
   * @param timesInWindow events within the terms' window; ignored without one
   * @param users users since its creation
   * @param usersInWindow users within the terms' window of users; ignored without one
   */
  public record Seen(long times, long timesInWindow, long users, long usersInWindow) {}

  /**
   * Whether a time or a total count ended it. Rates and users are left out, because a regression
   * does not ask for them.
   *
   * @param timesSeen events since the issue's creation
   */
  public boolean isOverByTimeOrCount(Instant now, long timesSeen) {
    if (until != null && !until.isAfter(now)) {
      return true;
    }
    return count != null && window == null && timesSeen - timesSeenBefore >= count;
  }

  /** Whether any condition ended it; then the issue is unresolved again. */
  public boolean isOver(Instant now, Seen seen) {
    if (isOverByTimeOrCount(now, seen.times())) {
      return true;
    }
    if (count != null && window != null && seen.timesInWindow() >= count) {
      return true;
    }
    if (userCount == null) {
      return false;
    }
    long users = userWindow == null ? seen.users() - usersSeenBefore : seen.usersInWindow();
    return users >= userCount;
  }
}
