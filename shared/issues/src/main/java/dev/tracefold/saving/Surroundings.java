package dev.tracefold.saving;

import dev.tracefold.attribute.EventUser;
import dev.tracefold.attribute.EventUserStore;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.Metrics;
import dev.tracefold.release.ReleaseStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What is noted of events that belongs to no issue: environments, releases, users. */
final class Surroundings {

  private final ReleaseStore releases;
  private final EventUserStore users;

  Surroundings(ReleaseStore releases, EventUserStore users) {
    this.releases = Objects.requireNonNull(releases, "releases");
    this.users = Objects.requireNonNull(users, "users");
  }

  /** Environments of what was saved, and when releases were seen in them (7.4, 14.2). */
  void ensure(List<Saved> saved, Metrics metrics) {
    for (Saved one : saved) {
      Occurrence occurrence = one.occurrence();
      String environment = occurrence.attributes().environment();
      metrics.run(
          Metric.ENVIRONMENTS, () -> releases.ensureEnvironment(occurrence.project(), environment));
      String version = occurrence.version();
      if (version != null) {
        Instant datetime = occurrence.attributes().datetime();
        metrics.run(
            Metric.RELEASE_ROWS,
            () -> releases.seen(occurrence.project(), version, environment, datetime, datetime));
      }
    }
  }

  /**
   * Users, also those of events that were discarded (5.4). Not those of events that were erased:
   * once counted, an event says whether it was.
   */
  void ensureUsers(Map<ItemKey, Occurrence> distinct, List<Saved> saved, Metrics metrics) {
    Map<ItemKey, Occurrence> wanted = new LinkedHashMap<>(distinct);
    saved.stream()
        .filter(one -> one.record().isErased())
        .forEach(one -> wanted.remove(one.record().key()));
    Map<Long, Set<EventUser>> byProject = new LinkedHashMap<>();
    for (Occurrence occurrence : wanted.values()) {
      occurrence
          .attributes()
          .user()
          .ifPresent(
              user ->
                  byProject
                      .computeIfAbsent(occurrence.project().id(), id -> new LinkedHashSet<>())
                      .add(user));
    }
    byProject.forEach(
        (projectId, seen) -> metrics.run(Metric.EVENT_USERS, () -> users.ensure(projectId, seen)));
  }
}
