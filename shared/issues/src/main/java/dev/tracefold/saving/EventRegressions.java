package dev.tracefold.saving;

import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.issue.regression.RegressionDecision;
import dev.tracefold.issue.regression.Regressions;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.Metrics;
import dev.tracefold.project.Project;
import dev.tracefold.release.ReleaseStore;
import dev.tracefold.release.ResolvingRelease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether events reopen their issues before they are counted, so that the judgement is
 * stored with them and no redelivery makes another; and reopens issues afterwards (event-saving
 * 13).
 */
final class EventRegressions {

  /** A thousand years: longer ages leave what times can express. */
  private static final long RESOLVE_AGE_HOURS_MAX = 1000 * 8766L;

  private final IssueHistory history;
  private final ReleaseStore releases;
  private final Clock clock;

  EventRegressions(IssueHistory history, ReleaseStore releases, Clock clock) {
    this.history = Objects.requireNonNull(history, "history");
    this.releases = Objects.requireNonNull(releases, "releases");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Judges events by their issues as they were read.
   *
   * @return true of those that are to reopen their issue, false of those that may not; an event of
   *     which that is not in question is left out
   */
  Map<ItemKey, Boolean> judge(List<Placing.Placed> placed, Metrics metrics) {
    Map<ItemKey, Boolean> judgements = new HashMap<>();
    Map<IssueId, Long> timesSeen = new HashMap<>();
    for (Placing.Placed one : placed) {
      Issue issue = one.issue();
      Occurrence occurrence = one.occurrence();
      Duration age = resolveAge(occurrence.project());
      if (issue.status() == IssueStatus.UNRESOLVED && age == null) {
        continue;
      }
      ResolvingRelease resolution = issue.resolution();
      if (resolution != null
          && resolution.asksForNextRelease(
              occurrence.release(), releases.followsSemver(occurrence.project()))) {
        metrics.count(Metric.NEXT_RELEASE_RESOLUTIONS, 1);
      }
      long times = age == null ? 0 : timesSeen.computeIfAbsent(issue.id(), id -> timesSeen(issue));
      // To the millisecond, as it is stored.
      Instant when = occurrence.attributes().datetime().truncatedTo(ChronoUnit.MILLIS);
      switch (decide(issue, times, occurrence, when)) {
        case RegressionDecision.NotInQuestion no -> {}
        case RegressionDecision.Forbidden no -> judgements.put(occurrence.key(), false);
        case RegressionDecision.Reopening yes -> judgements.put(occurrence.key(), true);
      }
    }
    return judgements;
  }

  /** Of an issue that is ignored until so many events; else nobody asks. */
  private long timesSeen(Issue issue) {
    IgnoreTerms terms = issue.ignoreTerms();
    return terms == null || terms.count() == null
        ? 0
        : history.seen(issue, terms, clock.instant()).times();
  }

  /**
   * Reopens an issue, if counted events are to.
   *
   * @param issue as it was read before the events were counted
   * @param events in their order; the first that reopens it is the regression
   * @return what each event says of that; one of which it is not in question is left out
   */
  Map<ItemKey, Boolean> reopen(Issue issue, List<Saved> events) {
    Map<ItemKey, Boolean> results = new HashMap<>();
    boolean ended = false;
    for (Saved saved : events) {
      EventRecord record = saved.record();
      Boolean reopens = record.reopens();
      if (reopens == null) {
        continue;
      }
      if (!reopens) {
        results.put(record.key(), false);
      } else if (ended || record.epoch() != issue.epoch()) {
        causedBefore(issue, record, results);
      } else if (decide(issue, 0, saved.occurrence(), record.datetime())
          instanceof RegressionDecision.Reopening now) {
        // Decided without times seen: they matter to ignored issues only, which no event reopens.
        String release = saved.occurrence().version();
        results.put(record.key(), history.reopen(issue, now.date(), record.key().id(), release));
        ended = true;
      }
    }
    return results;
  }

  /** The epoch has ended: only the event that ended it was a regression. */
  private void causedBefore(Issue issue, EventRecord record, Map<ItemKey, Boolean> results) {
    history
        .regressionCause(issue.id(), record.epoch())
        .ifPresent(cause -> results.put(record.key(), cause.equals(record.key().id())));
  }

  private RegressionDecision decide(
      Issue issue, long timesSeen, Occurrence occurrence, Instant datetime) {
    boolean followsSemver =
        issue.resolution() != null && releases.followsSemver(occurrence.project());
    return Regressions.decide(
        issue.state(timesSeen),
        datetime,
        occurrence.release(),
        new Regressions.Circumstances(
            resolveAge(occurrence.project()), followsSemver, clock.instant()));
  }

  private static @Nullable Duration resolveAge(Project project) {
    long hours = project.options().integer("sentry:resolve_age").orElse(0);
    return hours <= 0 ? null : Duration.ofHours(Math.min(hours, RESOLVE_AGE_HOURS_MAX));
  }
}
