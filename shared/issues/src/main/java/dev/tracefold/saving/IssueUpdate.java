package dev.tracefold.saving;

import static java.util.stream.Collectors.toSet;

import dev.tracefold.attribute.EventUser;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.Metrics;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the counted events of one batch change about one issue. All of it is safe to repeat: a
 * redelivery runs through it again and repairs what a crash left undone.
 */
final class IssueUpdate {

  private final IssueHistory history;
  private final EventRegressions regressions;
  private final Clock clock;

  IssueUpdate(IssueHistory history, EventRegressions regressions, Clock clock) {
    this.history = Objects.requireNonNull(history, "history");
    this.regressions = Objects.requireNonNull(regressions, "regressions");
    this.clock = Objects.requireNonNull(clock, "clock");
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
    Map<ItemKey, Boolean> reopened = regressions.reopen(issue, events);
    Saved latest = latest(events);
    Instant first =
        events.stream()
            .map(s -> s.record().datetime())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    history.touch(issue, face(issue, latest), first, latest.record().datetime());
    String creator = history.ensureCreator(issue, events.getFirst().record().key().id()).orElse("");
    Map<String, String> environments = environments(issue, events);
    metrics.run(Metric.RELEASE_ROWS, () -> releases(issue, events));
    users(issue, events);
    // After users: how many there are may end it.
    unignore(issue);
    Map<ItemKey, Flags> flags = new HashMap<>();
    for (Saved saved : events) {
      ItemKey key = saved.record().key();
      boolean isNew = creator.equals(key.id());
      // Of an issue's first event it is always in question, and false but for the rarest race.
      Boolean isRegression = isNew ? reopened.getOrDefault(key, false) : reopened.get(key);
      String firstThere = environments.get(saved.occurrence().attributes().environment());
      flags.put(key, new Flags(isNew, isRegression, key.id().equals(firstThere)));
    }
    return flags;
  }

  /** What the latest event says; an event without any text leaves the issue's. */
  private static IssueFace face(Issue issue, Saved latest) {
    IssueFace face = latest.occurrence().face(latest.level());
    return face.message().isEmpty() ? face.withMessage(issue.latest().message()) : face;
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
}
