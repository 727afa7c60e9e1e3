package dev.tracefold.issue;

import dev.tracefold.issue.regression.IgnoreTerms;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What events change about an issue that exists. Everything is safe to repeat, and nothing happens
 * to an issue that is gone. A store that is out of reach throws.
 */
public interface IssueHistory {

  /**
   * Names the event by which an issue is new, unless there is one. Only events that are counted may
   * ask: one that made the issue can yet be counted elsewhere, by another delivery.
   *
   * @return the event that is named, now or earlier; empty if the issue is gone
   */
  Optional<String> ensureCreator(Issue asRead, String eventId);

  /**
   * Moves last seen forward and first seen backward, never the other way, and shows the latest
   * event's face.
   *
   * @param asRead the issue as it was read, to save what would change nothing
   * @param face of the latest of the events
   */
  void touch(Issue asRead, IssueFace face, Instant first, Instant last);

  /**
   * Ends an epoch by a regression: unresolved again, resolution removed, one activity; if the issue
   * still stands as it did when it was read.
   *
   * @param asRead status and epoch that must be still stored
   * @param date new {@code active_at}
   * @param eventId the event that caused it
   * @param release version of that event's release, or null
   * @return whether this call, or an earlier one for the same event, did it
   */
  boolean reopen(Issue asRead, Instant date, String eventId, @Nullable String release);

  /**
   * Ends an epoch because the terms of ignoring are met: unresolved again, one activity.
   *
   * @return whether this call did it
   */
  boolean unignore(Issue asRead, Instant now);

  /** The event whose regression ended an epoch of an issue, if one did. */
  Optional<String> regressionCause(IssueId issue, long epoch);

  /** What was counted of an issue, as far as these terms ask. */
  IgnoreTerms.Seen seen(Issue issue, IgnoreTerms terms, Instant now);

  /**
   * Notes that an issue was seen in environments; where it is the first time, which event did.
   *
   * @param firstByEnvironment of each environment the first event in it
   * @return of each environment the event that was first, now or earlier
   */
  Map<String, String> ensureEnvironments(
      Issue issue, Map<String, EnvironmentSighting> firstByEnvironment);

  /**
   * An event in an environment.
   *
   * @param eventId the event
   * @param release version of its release, or null
   * @param when when it happened
   */
  record EnvironmentSighting(String eventId, @Nullable String release, Instant when) {}

  /** Notes that an issue was seen in a release and an environment. */
  void seenInRelease(Issue issue, String release, String environment, Instant first, Instant last);

  /** Notes users who met an issue, by their hashes. */
  void seenBy(Issue issue, Collection<String> userHashes);
}
