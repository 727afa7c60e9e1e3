package dev.tracefold.benchmark.load;

import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.issue.query.IssueSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again which events show among the latest of their issues, as a person would who
 * waits for one. It looks at some of the issues only, so that looking does not become the load.
 */
final class Visibility implements Runnable {

  private static final long PROJECT = 1;
  private static final int WATCHED_ISSUES_MAX = 10;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final IssueQueries queries;
  private final SentEvents sent;
  private final int watched;
  private final Map<Integer, Issue> issues = new HashMap<>();
  private final Map<String, Long> seenNanos = new HashMap<>();
  private volatile boolean closed;

  Visibility(IssueQueries queries, SentEvents sent, int issues) {
    this.queries = queries;
    this.sent = sent;
    this.watched = Math.min(issues, WATCHED_ISSUES_MAX);
  }

  /** Looks one last time and ends. */
  void close() {
    closed = true;
  }

  @Override
  public void run() {
    boolean last = false;
    while (!last) {
      last = closed;
      if (issues.size() < watched) {
        findIssues();
      }
      issues.values().forEach(this::look);
      if (!last) {
        pause();
      }
    }
  }

  /** From send to sight, the shortest first; of the events of the issues that were looked at. */
  List<Duration> latencies() {
    List<Duration> latencies = new ArrayList<>();
    seenNanos.forEach(
        (event, seen) -> {
          SentEvents.@Nullable Sent first = sent.find(event);
          if (first != null) {
            latencies.add(Duration.ofNanos(seen - first.nanos()));
          }
        });
    return latencies.stream().sorted().toList();
  }

  private void findIssues() {
    Set<IssueStatus> all = EnumSet.allOf(IssueStatus.class);
    for (IssueSummary summary : queries.list(PROJECT, all, IssueQueries.LIST_MAX).issues()) {
      SentEvents.@Nullable Sent first = sent.find(summary.issue().creator());
      if (first != null && first.issue() < watched) {
        issues.put(first.issue(), summary.issue());
      }
    }
  }

  private void look(Issue issue) {
    for (EventList.Entry entry : queries.recentEvents(issue).events()) {
      seenNanos.putIfAbsent(entry.eventId(), System.nanoTime());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
