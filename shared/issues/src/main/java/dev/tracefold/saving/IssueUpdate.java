package dev.tracefold.saving;

import static java.util.stream.Collectors.toSet;

import dev.tracefold.attribute.EventUser;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.issue.regression.RegressionDecision;
import dev.tracefold.issue.regression.Regressions;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.Metrics;
import dev.tracefold.project.Project;
import dev.tracefold.release.ReleaseStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the counted events of one batch change about one issue. All of it is safe to repeat: a
 * redelivery runs through it again and repairs what a crash left undone.
 */
final class IssueUpdate {

  /** A thousand years: longer ages leave what times can express. */
  private static final long RESOLVE_AGE_HOURS_MAX = 1000 * 8766L;

  private final IssueHistory history;
  private final ReleaseStore releases;
  private final Clock clock;

  IssueUpdate(IssueHistory history, ReleaseStore releases, Clock clock) {
    this.history = Objects.requireNonNull(history, "history");
    this.releases = Objects.requireNonNull(releases, "releases");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Whether an issue's status makes events ask for a regression at all. */
  static boolean asks(Issue issue, Project project) {
    return issue.status() != IssueStatus.UNRESOLVED || resolveAge(project) != null;
  }

  /**
   * Applies events to their issue.
   *
   * @param issue as it was read before the events were counted
   * @param events at least one, of one project
   * @param metrics where the invocation collects what it reports
   * @return of each event what it caused
   */
  Map<ItemKey, Flags> apply(Issue issue, List<Saved> events, Metrics metrics) {
    // Before last seen moves: an issue that is resolved by its age would look alive.
    Map<ItemKey, Boolean> regressions = regressions(issue, events, metrics);
    Saved latest = latest(events);
    Instant first =
        events.stream()
            .map(s -> s.record().datetime())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    history.touch(issue, face(issue, latest), first, latest.record().datetime());
    Map<String, String> environments = environments(issue, events);
    metrics.run(Metric.RELEASE_ROWS, () -> releases(issue, events));
    users(issue, events);
    // After users: how many there are may end it.
    unignore(issue);
    Map<ItemKey, Flags> flags = new HashMap<>();
    for (Saved saved : events) {
      String eventId = saved.record().key().id();
      flags.put(
          saved.record().key(),
          new Flags(
              issue.creator().equals(eventId),
              issue.creator().equals(eventId)
                  ? Boolean.FALSE
                  : regressions.get(saved.record().key()),
              eventId.equals(environments.get(saved.occurrence().attributes().environment()))));
    }
    return flags;
  }

  /** What the latest event says; an event without any text leaves the issue's. */
  private static IssueFace face(Issue issue, Saved latest) {
    IssueFace face = latest.occurrence().face(latest.level());
    return face.message().isEmpty() ? face.withMessage(issue.latest().message()) : face;
  }

  private Map<ItemKey, Boolean> regressions(Issue issue, List<Saved> events, Metrics metrics) {
    Map<ItemKey, Boolean> results = new HashMap<>();
    boolean ended = false;
    for (Saved saved : events) {
      EventRecord record = saved.record();
      if (!record.asks()) {
        continue;
      }
      if (ended || record.epoch() != issue.epoch() || !issue.id().equals(record.issue())) {
        causedBefore(record, results);
        continue;
      }
      if (issue.resolution() != null && issue.resolution().inNextRelease()) {
        metrics.count(Metric.NEXT_RELEASE_RESOLUTIONS, 1);
      }
      switch (decide(issue, saved)) {
        case RegressionDecision.NotInQuestion no -> {}
        case RegressionDecision.Forbidden no -> results.put(record.key(), false);
        case RegressionDecision.Reopening reopening -> {
          String release = saved.occurrence().version();
          results.put(
              record.key(), history.reopen(issue, reopening.date(), record.key().id(), release));
          ended = true;
        }
      }
    }
    return results;
  }

  /** The epoch has ended: only the event that ended it was a regression. */
  private void causedBefore(EventRecord record, Map<ItemKey, Boolean> results) {
    if (record.issue() != null) {
      history
          .regressionCause(record.issue(), record.epoch())
          .ifPresent(cause -> results.put(record.key(), cause.equals(record.key().id())));
    }
  }

  private RegressionDecision decide(Issue issue, Saved saved) {
    Project project = saved.occurrence().project();
    IgnoreTerms terms = issue.ignoreTerms();
    long timesSeen =
        terms == null || terms.count() == null
            ? 0
            : history.seen(issue, terms, clock.instant()).times();
    boolean followsSemver = issue.resolution() != null && releases.followsSemver(project);
    return Regressions.decide(
        issue.state(timesSeen),
        saved.record().datetime(),
        saved.occurrence().release(),
        new Regressions.Circumstances(resolveAge(project), followsSemver, clock.instant()));
  }

  private void unignore(Issue issue) {
    IgnoreTerms terms = issue.ignoreTerms();
    if (issue.status() == IssueStatus.IGNORED
        && terms != null
        && terms.isOver(clock.instant(), history.seen(issue, terms, clock.instant()))) {
      history.unignore(issue, clock.instant());
    }
  }

  private Map<String, String> environments(Issue issue, List<Saved> events) {
    Map<String, IssueHistory.EnvironmentSighting> first = new LinkedHashMap<>();
    for (Saved saved : events) {
      first.putIfAbsent(
          saved.occurrence().attributes().environment(),
          new IssueHistory.EnvironmentSighting(
              saved.record().key().id(), saved.occurrence().version(), saved.record().datetime()));
    }
    return history.ensureEnvironments(issue, first);
  }

  private record Sighting(String release, String environment) {}

  private void releases(Issue issue, List<Saved> events) {
    Map<Sighting, Instant[]> spans = new LinkedHashMap<>();
    for (Saved saved : events) {
      String release = saved.occurrence().version();
      if (release == null) {
        continue;
      }
      Instant when = saved.record().datetime();
      Sighting key = new Sighting(release, saved.occurrence().attributes().environment());
      spans.merge(key, new Instant[] {when, when}, IssueUpdate::spanning);
    }
    spans.forEach(
        (key, span) ->
            history.seenInRelease(issue, key.release(), key.environment(), span[0], span[1]));
  }

  private static Instant[] spanning(Instant[] a, Instant[] b) {
    return new Instant[] {a[0].isBefore(b[0]) ? a[0] : b[0], a[1].isAfter(b[1]) ? a[1] : b[1]};
  }

  private void users(Issue issue, List<Saved> events) {
    Set<String> hashes =
        events.stream()
            .flatMap(saved -> saved.occurrence().attributes().user().stream())
            .map(EventUser::hash)
            .collect(toSet());
    if (!hashes.isEmpty()) {
      history.seenBy(issue, hashes);
    }
  }

  /** The latest event; of several at one time the last of the batch. */
  private static Saved latest(List<Saved> events) {
    Saved latest = events.getFirst();
    for (Saved saved : events) {
      if (!saved.record().datetime().isBefore(latest.record().datetime())) {
        latest = saved;
      }
    }
    return latest;
  }

  private static @Nullable Duration resolveAge(Project project) {
    long hours = project.options().integer("sentry:resolve_age").orElse(0);
    return hours <= 0 ? null : Duration.ofHours(Math.min(hours, RESOLVE_AGE_HOURS_MAX));
  }
}
