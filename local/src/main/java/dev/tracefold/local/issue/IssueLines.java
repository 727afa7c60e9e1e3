package dev.tracefold.local.issue;

import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.issue.query.IssueSeries;
import dev.tracefold.issue.query.RecentEvents;
import dev.tracefold.issue.query.SeenEnvironment;
import dev.tracefold.issue.query.SeenRelease;
import dev.tracefold.issue.query.UserCount;
import dev.tracefold.local.Terminal;
import dev.tracefold.userreport.UserReport;
import dev.tracefold.userreport.UserReportStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One issue as text, a screen of it. */
final class IssueLines {
  private static final int VALUES_SHOWN_MAX = 5;
  private static final int ROWS_SHOWN_MAX = 10;
  private static final int VALUE_COLUMNS_MAX = 60;
  private static final int HOURS = 24;

  private final List<String> lines = new ArrayList<>();

  private IssueLines() {}

  /** The lines, free of what would steer a terminal. */
  static List<String> of(IssueView view, Instant now) {
    var text = new IssueLines();
    text.head(view);
    text.series(view.series(), now);
    text.tags(view.recent());
    text.sightings(view.environments(), view.releases());
    text.activities(view.activities());
    text.reports(view.reports());
    text.latestEvent(view);
    return List.copyOf(text.lines);
  }

  private void head(IssueView view) {
    Issue issue = view.summary().issue();
    add(view.shortId() + "  " + Terminal.safe(issue.latest().title()));
    if (!issue.latest().culprit().isEmpty()) {
      add("in " + Terminal.safe(issue.latest().culprit()));
    }
    add("");
    field("Issue", issue.id() + " of project " + view.project());
    field("Status", IssueNaming.status(issue.status()));
    field("Level", IssueNaming.level(issue.latest().level()));
    field("Seen", times(view.summary().timesSeen()) + " by " + users(view.users()));
    String release = issue.firstRelease();
    field(
        "First seen",
        IssueTable.time(issue.firstSeen())
            + " UTC"
            + (release == null ? "" : " in " + safe(release)));
    field("Last seen", IssueTable.time(issue.lastSeen()) + " UTC");
    field(
        "Hashes",
        view.summary().hashes().stream()
            .limit(ROWS_SHOWN_MAX)
            .map(hash -> safe(hash.value()))
            .collect(Collectors.joining(", ")));
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String users(UserCount count) {
    String users = count.users() == 1 ? "1 user" : count.users() + " users";
    return count.relativeError() == 0
        ? users
        : "about %s (standard error %.1f %%)".formatted(users, 100 * count.relativeError());
  }

  private void series(IssueSeries series, Instant now) {
    add("");
    long mostOfDays = Collections.max(series.days().values());
    add(
        "Last %d days   %s  at most %d a day"
            .formatted(series.days().size(), BarChart.of(series.days().values()), mostOfDays));
    List<Long> hours = new ArrayList<>();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1));
    for (int i = 0; i < HOURS; i++) {
      hours.add(series.hours().getOrDefault(hour, 0L));
      hour = hour.plus(Duration.ofHours(1));
    }
    add(
        "Last %d hours  %s  at most %d an hour"
            .formatted(HOURS, BarChart.of(hours), Collections.max(hours)));
  }

  private void tags(RecentEvents recent) {
    if (recent.tags().isEmpty()) {
      return;
    }
    int events = recent.events().size();
    add("");
    add(
        "Tags of %s"
            .formatted(
                recent.complete()
                    ? events == 1 ? "its event" : "its %d events".formatted(events)
                    : "its latest %d events".formatted(events)));
    recent
        .tags()
        .forEach((key, values) -> add("  %-20s %s".formatted(safe(key), values(values, events))));
  }

  private static String values(Map<String, Long> values, int events) {
    String shown =
        values.entrySet().stream()
            .limit(VALUES_SHOWN_MAX)
            .map(
                value ->
                    "%s %d %%"
                        .formatted(
                            value.getKey().equals(EventList.OTHER)
                                ? "(others)"
                                : safe(value.getKey()),
                            Math.round(100.0 * value.getValue() / Math.max(1, events))))
            .collect(Collectors.joining(", "));
    int more = values.size() - VALUES_SHOWN_MAX;
    return more > 0 ? shown + ", and %d more values".formatted(more) : shown;
  }

  private void sightings(List<SeenEnvironment> environments, List<SeenRelease> releases) {
    section(
        "Environments",
        environments.stream()
            .map(
                seen ->
                    "%s since %s"
                        .formatted(
                            seen.name().isEmpty() ? "(none)" : safe(seen.name()),
                            IssueTable.time(seen.firstSeen())))
            .toList());
    section(
        "Releases",
        releases.stream()
            .map(
                seen ->
                    "%s%s from %s to %s"
                        .formatted(
                            safe(seen.version()),
                            seen.environment().isEmpty() ? "" : " in " + safe(seen.environment()),
                            IssueTable.time(seen.firstSeen()),
                            IssueTable.time(seen.lastSeen())))
            .toList());
  }

  private void activities(List<Activity> activities) {
    section(
        "Activity",
        activities.stream()
            .map(
                activity ->
                    "%s  %s%s"
                        .formatted(
                            IssueTable.time(activity.when()),
                            IssueNaming.activity(activity.type()),
                            activity.data().isEmpty()
                                ? ""
                                : " " + safe(activity.data().toString())))
            .toList());
  }

  private void reports(List<UserReportStore.Kept> reports) {
    section(
        "What users wrote",
        reports.stream()
            .map(
                kept ->
                    "%s  %s: %s"
                        .formatted(
                            IssueTable.time(kept.started()),
                            safe(author(kept.report())),
                            safe(kept.report().comments())))
            .toList());
  }

  private static String author(UserReport report) {
    String name = (report.name() + " " + report.email()).strip();
    return name.isEmpty() ? "(somebody)" : name;
  }

  private void section(String title, List<String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    add("");
    add(title);
    rows.stream().limit(ROWS_SHOWN_MAX).forEach(row -> add("  " + row));
    if (rows.size() > ROWS_SHOWN_MAX) {
      add("  ... %d more".formatted(rows.size() - ROWS_SHOWN_MAX));
    }
  }

  private void latestEvent(IssueView view) {
    add("");
    if (view.recent().events().isEmpty()) {
      add("Its events have expired.");
      return;
    }
    EventList.Entry latest = view.recent().events().getFirst();
    add("Latest event %s, %s UTC".formatted(latest.eventId(), IssueTable.time(latest.datetime())));
    if (view.latestEvent() == null) {
      add("  Its payload has expired.");
    } else {
      EventLines.of(view.latestEvent()).forEach(line -> add("  " + line));
    }
  }

  private void field(String name, String value) {
    add("%-11s %s".formatted(name, value));
  }

  private void add(String line) {
    lines.add(line.stripTrailing());
  }

  private static String safe(String text) {
    return Terminal.cut(Terminal.safe(text), VALUE_COLUMNS_MAX);
  }
}
