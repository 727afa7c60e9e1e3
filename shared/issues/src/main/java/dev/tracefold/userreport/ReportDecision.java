package dev.tracefold.userreport;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a report (event-saving 14.6). */
public enum ReportDecision {
  /** The first report of its event: people are told of it. */
  KEEP,
  /** It takes the place of an earlier one. */
  REPLACE,
  /** It comes late: a later one has taken its place already. */
  OVERTAKEN,
  /** The event is too old to be reported on. */
  REFUSE_OLD_EVENT,
  /** There is a report that has stood too long to be replaced. */
  REFUSE_SETTLED;

  /** How long before its report an event may have happened. */
  public static final Duration EVENT_AGE_MAX = Duration.ofMinutes(30);

  /** How long a report may still be replaced: as long as people correct what they wrote. */
  public static final Duration REPLACEABLE = Duration.ofMinutes(5);

  /**
   * Decides on a report.
   *
   * @param started when the report came in
   * @param event when its event happened; null if the event is not known yet
   * @param other when the report of the event that is kept came in; null if none is
   */
  public static ReportDecision of(
      Instant started, @Nullable Instant event, @Nullable Instant other) {
    if (event != null && event.isBefore(started.minus(EVENT_AGE_MAX))) {
      return REFUSE_OLD_EVENT;
    }
    if (other == null) {
      return KEEP;
    }
    if (other.isAfter(started)) {
      return OVERTAKEN;
    }
    return other.isBefore(started.minus(REPLACEABLE)) ? REFUSE_SETTLED : REPLACE;
  }
}
