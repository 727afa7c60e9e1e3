package dev.tracefold.issue.regression;

import java.time.Duration;
import java.time.Instant;

/** What an event means for the status of its issue (event-saving 13.2). */
public sealed interface RegressionDecision {

  /** Events so close to the last change are of the time before it, whatever their clocks say. */
  Duration GUARD_WINDOW = Duration.ofSeconds(5);

  /** No regression is in question; the published flag is null. */
  record NotInQuestion(Cause cause) implements RegressionDecision {}

  /** Why no regression is in question. */
  enum Cause {
    NOT_RESOLVED,
    COVERED_BY_RELEASE
  }

  /** It would be one, but what was read forbids the change; the published flag is false. */
  record Forbidden() implements RegressionDecision {}

  /**
   * It is one if the change can be written: status unresolved, and {@code active_at} and {@code
   * last_seen} the given date. Whoever writes it first in the issue's present epoch has the
   * regression, and only that one; for the others it is false.
   *
   * @param date the later of the event's time and of when the issue was last seen
   */
  record Reopening(Instant date) implements RegressionDecision {}
}
