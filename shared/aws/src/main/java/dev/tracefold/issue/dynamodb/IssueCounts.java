package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.regression.IgnoreTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads what was counted of an issue, as far as terms of ignoring ask: sums over its hashes. */
final class IssueCounts {

  /** Rows of one hash's list that a window is looked for in: hundreds of thousands of events. */
  private static final int WINDOW_ROWS_MAX = 1000;

  /** The tag that tells users apart. */
  private static final String USER_TAG = "sentry:user";

  private final Queries issues;
  private final Queries events;

  IssueCounts(DynamoDbClient dynamoDb, String issuesTable, String eventsTable) {
    this.issues = new Queries(dynamoDb, issuesTable);
    this.events = new Queries(dynamoDb, eventsTable);
  }

  /** As much as the terms ask for; the rest is 0. */
  IgnoreTerms.Seen seen(Issue issue, IgnoreTerms terms, Instant now) {
    Long count = terms.count();
    Duration window = terms.window();
    Long userCount = terms.userCount();
    Duration userWindow = terms.userWindow();
    boolean asksHashes = count != null || (userCount != null && userWindow != null);
    List<CountedHash> hashes = asksHashes ? hashes(issue) : List.of();
    return new IgnoreTerms.Seen(
        count == null || window != null ? 0 : times(hashes),
        count == null || window == null ? 0 : timesSince(hashes, now.minus(window), count),
        userCount == null || userWindow != null ? 0 : users(issue),
        userCount == null || userWindow == null
            ? 0
            : usersSince(hashes, now.minus(userWindow), userCount));
  }

  private List<CountedHash> hashes(Issue issue) {
    return issues.beginningWith(IssueKeys.issue(issue.id()), IssueKeys.MEMBER_PREFIX).stream()
        .map(item -> MemberItem.read(issue.projectId(), item))
        .toList();
  }

  private long times(List<CountedHash> hashes) {
    return Parallel.map(
            hashes, key -> issues.beginningWith(IssueKeys.counters(key), IssueKeys.COUNT_PREFIX))
        .stream()
        .flatMap(List::stream)
        .mapToLong(item -> item.number("n"))
        .sum();
  }

  /** Events since a time; it suffices to know that there are as many as asked for. */
  private long timesSince(List<CountedHash> hashes, Instant from, long asked) {
    long times = 0;
    for (CountedHash hash : hashes) {
      for (Item row : rowsSince(hash, from)) {
        if (times >= asked) {
          return times;
        }
        times +=
            EventList.read(row.bytes("list")).entries().stream()
                .filter(entry -> !entry.datetime().isBefore(from))
                .count();
      }
    }
    return times;
  }

  /** Users of the batches that had an event since a time; no more than asked for are looked up. */
  private long usersSince(List<CountedHash> hashes, Instant from, long asked) {
    Set<String> users = new HashSet<>();
    for (CountedHash hash : hashes) {
      for (Item row : rowsSince(hash, from)) {
        if (users.size() >= asked) {
          return users.size();
        }
        users.addAll(
            EventList.read(row.bytes("list")).tags().getOrDefault(USER_TAG, Map.of()).keySet());
      }
    }
    return users.size();
  }

  private Iterable<Item> rowsSince(CountedHash hash, Instant from) {
    return events.from(IssueKeys.events(hash), IssueKeys.events(from, ""), false, WINDOW_ROWS_MAX);
  }

  private long users(Issue issue) {
    return new MergedIssues(issues).users(issue.id()).users();
  }
}
