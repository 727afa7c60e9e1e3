package dev.tracefold.issue.operation;

import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.project.Project;
import dev.tracefold.release.DatedRelease;
import dev.tracefold.release.ReleaseArrivals;
import dev.tracefold.release.ResolvingRelease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes a release that is new in a project the resolving one of the issues that were resolved in
 * its next release (event-saving 13.6).
 */
public final class NextReleases implements ReleaseArrivals {

  private final IssueStore issues;
  private final StatusStore statuses;

  public NextReleases(IssueStore issues, StatusStore statuses) {
    this.issues = Objects.requireNonNull(issues, "issues");
    this.statuses = Objects.requireNonNull(statuses, "statuses");
  }

  @Override
  public void arrived(Project project, DatedRelease release) {
    List<IssueId> awaiting = statuses.awaitingRelease(project.id());
    if (awaiting.isEmpty()) {
      return;
    }
    Map<Issue, ResolvingRelease> settled = new LinkedHashMap<>();
    for (Issue issue : issues.findIssues(awaiting).values()) {
      ResolvingRelease resolution = issue.resolution();
      if (issue.status() != IssueStatus.RESOLVED
          || resolution == null
          || !resolution.inNextRelease()) {
        statuses.forget(issue);
      } else if (isNext(release, resolution)) {
        settled.put(
            issue,
            new ResolvingRelease(
                false, release, resolution.currentVersion(), resolution.current()));
      }
    }
    statuses.settle(settled);
  }

  private static boolean isNext(DatedRelease release, ResolvingRelease resolution) {
    return !release.version().equals(resolution.release().version())
        && release.added().isAfter(resolution.release().added());
  }
}
