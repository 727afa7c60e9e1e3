package dev.tracefold.issue.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many events an issue had over a time.
 *
 * @param days by day (UTC), every day of the time, in order
 * @param hours by the hour's beginning, in order; hours without events are left out
 */
public record IssueSeries(SequencedMap<LocalDate, Long> days, SequencedMap<Instant, Long> hours) {

  public IssueSeries {
    days = Collections.unmodifiableSequencedMap(new TreeMap<>(days));
    hours = Collections.unmodifiableSequencedMap(new TreeMap<>(hours));
  }

  /** A series of nothing yet: each day from the first to the last with no event. */
  public static SortedMap<LocalDate, Long> emptyDays(LocalDate from, LocalDate to) {
    SortedMap<LocalDate, Long> days = new TreeMap<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      days.put(day, 0L);
    }
    return days;
  }
}
