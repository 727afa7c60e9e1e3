package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.issue.query.IssueSeries;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.issue.query.RecentEvents;
import dev.tracefold.issue.query.SeenEnvironment;
import dev.tracefold.issue.query.SeenRelease;
import dev.tracefold.issue.query.UserCount;
import dev.tracefold.payload.PayloadStore;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is shown of one issue.
 *
 * @param shortId what people call it
 * @param project slug of its project
 * @param latestEvent payload of its latest event; null where that has expired
 */
record IssueView(
    String shortId,
    String project,
    IssueSummary summary,
    IssueSeries series,
    UserCount users,
    List<SeenEnvironment> environments,
    List<SeenRelease> releases,
    List<Activity> activities,
    RecentEvents recent,
    @Nullable ObjectNode latestEvent) {

  /** Days of the daily series. */
  static final int DAYS = 30;

  IssueView {
    environments = List.copyOf(environments);
    releases = List.copyOf(releases);
    activities = List.copyOf(activities);
  }

  /** Reads everything of an issue. */
  static IssueView read(Issue issue, IssueReader reader, PayloadStore payloads, LocalDate today) {
    IssueQueries queries = reader.queries();
    RecentEvents recent = queries.recentEvents(issue);
    return new IssueView(
        reader.shortId(issue).toString(),
        reader.slug(issue),
        queries.summarize(issue),
        queries.series(issue, today.minusDays(DAYS - 1), today),
        queries.users(issue),
        queries.environments(issue),
        queries.releases(issue),
        queries.activities(issue),
        recent,
        recent.events().stream()
            .findFirst()
            .flatMap(latest -> payloads.read(issue.projectId(), latest.position()))
            .orElse(null));
  }
}
