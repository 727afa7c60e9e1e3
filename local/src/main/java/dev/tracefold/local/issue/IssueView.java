package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.issue.EventList;
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
import dev.tracefold.userreport.UserReportStore;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is shown of one issue.
 *
 * @param shortId what people call it
 * @param project slug of its project
 * @param reports what users wrote about its latest events, the latest first
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
    List<UserReportStore.Kept> reports,
    @Nullable ObjectNode latestEvent) {

  /** Days of the daily series. */
  static final int DAYS = 30;

  /** Events whose reports are looked for: two reads. */
  private static final int REPORTED_MAX = 200;

  IssueView {
    environments = List.copyOf(environments);
    releases = List.copyOf(releases);
    activities = List.copyOf(activities);
    reports = List.copyOf(reports);
  }

  /** Reads everything of an issue. */
  static IssueView read(
      Issue issue,
      IssueReader reader,
      PayloadStore payloads,
      UserReportStore reports,
      LocalDate today) {
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
        reports
            .findAll(
                issue.projectId(),
                recent.events().stream().limit(REPORTED_MAX).map(EventList.Entry::eventId).toList())
            .values()
            .stream()
            .sorted(Comparator.comparing(UserReportStore.Kept::started).reversed())
            .toList(),
        recent.events().stream()
            .findFirst()
            .flatMap(latest -> payloads.read(issue.projectId(), latest.position()))
            .orElse(null));
  }
}
