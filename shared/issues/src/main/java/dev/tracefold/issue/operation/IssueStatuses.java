package dev.tracefold.issue.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.issue.ActivityType;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.issue.query.SeenRelease;
import dev.tracefold.issue.regression.IgnoreTerms;
import dev.tracefold.project.Project;
import dev.tracefold.release.DatedRelease;
import dev.tracefold.release.ReleaseStore;
import dev.tracefold.release.ReleaseVersion;
import dev.tracefold.release.ResolvingRelease;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives issues the statuses that people want (event-saving 13). */
public final class IssueStatuses {

  /** Looks at an issue whose status others change at the same time; more is a mistake. */
  private static final int TRIES_MAX = 10;

  private final IssueStore issues;
  private final StatusStore statuses;
  private final IssueHistory history;
  private final IssueQueries queries;
  private final ReleaseStore releases;
  private final Clock clock;

  public IssueStatuses(
      IssueStore issues,
      StatusStore statuses,
      IssueHistory history,
      IssueQueries queries,
      ReleaseStore releases,
      Clock clock) {
    this.issues = Objects.requireNonNull(issues, "issues");
    this.statuses = Objects.requireNonNull(statuses, "statuses");
    this.history = Objects.requireNonNull(history, "history");
    this.queries = Objects.requireNonNull(queries, "queries");
    this.releases = Objects.requireNonNull(releases, "releases");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Gives an issue of a project a status. Asking again after a failure completes it. */
  public StatusResult set(Project project, IssueId id, StatusWish wish) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Issue issue = issues.findIssues(Set.of(id)).get(id);
      if (issue == null) {
        return new StatusResult.Refused("there is no issue %s".formatted(id));
      }
      Optional<String> gone = Departure.of(issue);
      if (gone.isPresent()) {
        return new StatusResult.Refused(gone.get());
      }
      StatusResult result = decide(project, issue, wish, clock.instant());
      if (!(result instanceof StatusResult.Changed changed)) {
        return result;
      }
      if (statuses.change(issue, changed.change(), clock.instant())) {
        settleAtOnce(project, changed.change().resolution());
        return result;
      }
    }
    throw new IllegalStateException(
        "others keep changing the status of issue %s; try again".formatted(id));
  }

  private StatusResult decide(Project project, Issue issue, StatusWish wish, Instant now) {
    return switch (wish) {
      case StatusWish.Resolve resolve ->
          issue.status() == IssueStatus.RESOLVED && issue.resolution() == null
              ? new StatusResult.AlreadySo()
              : changed(IssueStatus.RESOLVED, ActivityType.SET_RESOLVED);
      case StatusWish.ResolveInRelease inRelease -> resolveIn(issue, project, inRelease.version());
      case StatusWish.ResolveInNextRelease next -> resolveInNext(issue, project);
      case StatusWish.Unresolve unresolve ->
          issue.status() == IssueStatus.UNRESOLVED
              ? new StatusResult.AlreadySo()
              : changed(IssueStatus.UNRESOLVED, ActivityType.SET_UNRESOLVED);
      case StatusWish.Ignore ignore -> ignore(issue, ignore.conditions(), now);
    };
  }

  private static StatusResult changed(IssueStatus status, ActivityType activity) {
    return new StatusResult.Changed(
        new StatusChange(status, null, null, activity, JsonNodeFactory.instance.objectNode()));
  }

  private StatusResult resolveIn(Issue issue, Project project, String version) {
    Optional<DatedRelease> release =
        version.equals(StatusWish.ResolveInRelease.LATEST)
            ? newest(project)
            : releases.find(project, version);
    if (release.isEmpty()) {
      return new StatusResult.Refused(
          "project %s has no release '%s'; create-release makes one"
              .formatted(project.slug(), version));
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("version", release.get().version());
    return resolved(issue, new ResolvingRelease(false, release.get(), null, null), data);
  }

  private StatusResult resolveInNext(Issue issue, Project project) {
    Optional<DatedRelease> newest = newest(project);
    if (newest.isEmpty()) {
      return new StatusResult.Refused(
          "project %s has no release that a next one could follow; create-release makes one"
              .formatted(project.slug()));
    }
    String current = currentRelease(issue, project);
    DatedRelease dated = current == null ? null : releases.find(project, current).orElse(null);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("version", "");
    if (current != null) {
      data.put("current_release_version", current);
    }
    return resolved(issue, new ResolvingRelease(true, newest.get(), current, dated), data);
  }

  private static StatusResult resolved(Issue issue, ResolvingRelease resolution, ObjectNode data) {
    ResolvingRelease stored = issue.resolution();
    return issue.status() == IssueStatus.RESOLVED
            && stored != null
            && stored.inNextRelease() == resolution.inNextRelease()
            && stored.release().equals(resolution.release())
        ? new StatusResult.AlreadySo()
        : new StatusResult.Changed(
            new StatusChange(
                IssueStatus.RESOLVED,
                resolution,
                null,
                ActivityType.SET_RESOLVED_IN_RELEASE,
                data));
  }

  private StatusResult ignore(Issue issue, IgnoreConditions conditions, Instant now) {
    if (issue.status() == IssueStatus.IGNORED && conditions.sameAs(issue.ignoreTerms())) {
      return new StatusResult.AlreadySo();
    }
    if (conditions.until() != null && !conditions.until().isAfter(now)) {
      return new StatusResult.Refused(
          "found %s as the end, expected a time after %s".formatted(conditions.until(), now));
    }
    IgnoreTerms unmet = conditions.terms(new IgnoreTerms.Seen(0, 0, 0, 0));
    IgnoreTerms terms = unmet == null ? null : conditions.terms(history.seen(issue, unmet, now));
    return new StatusResult.Changed(
        new StatusChange(
            IssueStatus.IGNORED, null, terms, ActivityType.SET_IGNORED, conditions.activity(now)));
  }

  /** The latest release in which an issue was seen: by version where versions tell the order. */
  private @Nullable String currentRelease(Issue issue, Project project) {
    List<String> seen = queries.releases(issue).stream().map(SeenRelease::version).toList();
    if (seen.isEmpty()) {
      return null;
    }
    if (!releases.followsSemver(project)) {
      return seen.getFirst();
    }
    return seen.stream()
        .flatMap(name -> ReleaseVersion.parse(name).map(v -> new Versioned(name, v)).stream())
        .max(Comparator.comparing(Versioned::version))
        .map(Versioned::name)
        .orElse(seen.getFirst());
  }

  private record Versioned(String name, ReleaseVersion version) {}

  private Optional<DatedRelease> newest(Project project) {
    return releases.newest(project, 1).stream()
        .findFirst()
        .flatMap(version -> releases.find(project, version));
  }

  /** Where the next release came while an issue was being resolved in it. */
  private void settleAtOnce(Project project, @Nullable ResolvingRelease resolution) {
    if (resolution != null && resolution.inNextRelease()) {
      newest(project)
          .ifPresent(newest -> new NextReleases(issues, statuses).arrived(project, newest));
    }
  }
}
