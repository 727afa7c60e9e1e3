package dev.tracefold.issue.query;

import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers questions about issues. A store that is out of reach throws. */
public interface IssueQueries {

  /** The longest list: more is no list to look at. */
  int LIST_MAX = 1000;

  /**
   * A project's issues, the latest seen first. An issue that changed within the last moments may be
   * missing or stand where it stood before.
   *
   * @param statuses as they are stored; issues of others are left out
   * @param limit 1 to {@link #LIST_MAX}
   */
  IssueList list(long projectId, Set<IssueStatus> statuses, int limit);

  /** The issue of an id, or the one that it was merged into. */
  Optional<Issue> find(IssueId id);

  /**
   * The issue of a short id, or the one that it was merged into.
   *
   * @param number the second half of the short id
   */
  Optional<Issue> find(long projectId, long number);

  /** The issue that got a short id, also if it was merged since. */
  Optional<IssueId> unfollowed(long projectId, long number);

  /** The issue with its hashes and how often it was seen. */
  IssueSummary summarize(Issue issue);

  /**
   * How many events the issue had, by day and by hour (UTC).
   *
   * @param from first day
   * @param to last day, not before the first
   */
  IssueSeries series(Issue issue, LocalDate from, LocalDate to);

  /** How many users met the issue. */
  UserCount users(Issue issue);

  /** The environments that the issue was seen in, by name. */
  List<SeenEnvironment> environments(Issue issue);

  /** The releases that the issue was seen in, with environments, the latest seen first. */
  List<SeenRelease> releases(Issue issue);

  /** What happened to the issue, the latest first. */
  List<Activity> activities(Issue issue);

  /** The latest events of the issue. */
  RecentEvents recentEvents(Issue issue);
}
