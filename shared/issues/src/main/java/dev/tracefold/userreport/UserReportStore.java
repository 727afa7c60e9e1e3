package dev.tracefold.userreport;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one report per event. Which issue a report belongs to is told by its event's record when
 * somebody reads it, so that a report may come before its event.
 */
public interface UserReportStore {

  /**
   * A report as it is kept.
   *
   * @param started when it came in
   */
  record Kept(UserReport report, Instant started) {}

  /** The report of an event, if there is one. */
  Optional<Kept> find(long projectId, String eventId);

  /** The reports of those events that have one, by event id. */
  Map<String, Kept> findAll(long projectId, Collection<String> eventIds);

  /** Keeps a report, in the place of an earlier one. */
  void put(long projectId, Kept report);
}
