package dev.tracefold.issue.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.aws.Parallel;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.query.Activity;
import dev.tracefold.issue.query.IssueList;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.issue.query.IssueSeries;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.issue.query.RecentEvents;
import dev.tracefold.issue.query.SeenEnvironment;
import dev.tracefold.issue.query.SeenRelease;
import dev.tracefold.issue.query.UserCount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@link IssueQueries} on the issues table and the events table. */
public final class DynamoIssueQueries implements IssueQueries {

  /** An issue that was merged into one that was merged; more is a mistake in the data. */
  private static final int MERGES_MAX = 8;

  /** Rows of the lists of events that tags are counted over: up to some ten thousand events. */
  private static final int EVENT_ROWS_MAX = 100;

  private static final int HOURS = 24;

  private final DynamoDbClient dynamoDb;
  private final String issuesTable;
  private final Queries issues;
  private final Queries events;
  private final MergedIssues merged;

  public DynamoIssueQueries(DynamoDbClient dynamoDb, String issuesTable, String eventsTable) {
    this.dynamoDb = dynamoDb;
    this.issuesTable = issuesTable;
    this.issues = new Queries(dynamoDb, issuesTable);
    this.events = new Queries(dynamoDb, eventsTable);
    this.merged = new MergedIssues(issues);
  }

  @Override
  public IssueList list(long projectId, Set<IssueStatus> statuses, int limit) {
    if (limit < 1 || limit > LIST_MAX) {
      throw new IllegalArgumentException(
          "a list has 1 to %d issues, found %d".formatted(LIST_MAX, limit));
    }
    List<Issue> latest = new LatestIssues(dynamoDb, issuesTable).read(projectId, statuses, limit);
    List<Issue> shown = latest.subList(0, Math.min(limit, latest.size()));
    return new IssueList(summarize(shown), shown.size() == latest.size());
  }

  @Override
  public Optional<Issue> find(IssueId id) {
    Optional<Issue> issue = read(id);
    for (int merges = 0; merges < MERGES_MAX; merges++) {
      Optional<IssueId> target = issue.flatMap(i -> Optional.ofNullable(i.mergedInto()));
      if (target.isEmpty()) {
        return issue;
      }
      issue = read(target.get());
    }
    throw new IllegalStateException(
        "issue %s was merged more than %d times over".formatted(id, MERGES_MAX));
  }

  @Override
  public Optional<Issue> find(long projectId, long number) {
    return unfollowed(projectId, number).flatMap(this::find);
  }

  @Override
  public Optional<IssueId> unfollowed(long projectId, long number) {
    return item(IssueKeys.shortId(projectId, number), IssueKeys.SHORT)
        .map(item -> new IssueId(item.number("issue")));
  }

  @Override
  public IssueSummary summarize(Issue issue) {
    return summarize(List.of(issue)).getFirst();
  }

  /** One query for the hashes of each issue, then one for each hash. */
  private List<IssueSummary> summarize(List<Issue> list) {
    List<List<CountedHash>> hashes = Parallel.map(list, this::hashes);
    List<CountedHash> all = hashes.stream().flatMap(List::stream).distinct().toList();
    List<Long> counts =
        Parallel.map(all, hash -> sum(issues.beginningWith(pk(hash), IssueKeys.COUNT_PREFIX)));
    Map<CountedHash, Long> timesSeen = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      timesSeen.put(all.get(i), counts.get(i));
    }
    List<IssueSummary> summaries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      summaries.add(
          new IssueSummary(
              list.get(i),
              hashes.get(i).stream().map(hash -> hash.key().hash()).toList(),
              hashes.get(i).stream().mapToLong(h -> timesSeen.getOrDefault(h, 0L)).sum()));
    }
    return summaries;
  }

  @Override
  public IssueSeries series(Issue issue, LocalDate from, LocalDate to) {
    SortedMap<LocalDate, Long> days = IssueSeries.emptyDays(from, to);
    SortedMap<Instant, Long> hours = new TreeMap<>();
    // Shards follow the day in the key, so the last day's end is the day after without shard.
    String first = IssueKeys.DAY_PREFIX + from;
    String last = IssueKeys.DAY_PREFIX + to.plusDays(1);
    Parallel.map(hashes(issue), hash -> issues.between(pk(hash), first, last))
        .forEach(
            rows ->
                rows.forEach(
                    row -> {
                      LocalDate day = IssueKeys.dayOf(row.sk());
                      days.merge(day, row.optionalNumber("n").orElse(0), Long::sum);
                      addHours(row, day, hours);
                    }));
    return new IssueSeries(new TreeMap<>(days), new TreeMap<>(hours));
  }

  private static void addHours(Item row, LocalDate day, Map<Instant, Long> hours) {
    for (int hour = 0; hour < HOURS; hour++) {
      Instant start = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
      row.optionalNumber(IssueKeys.hour(start)).ifPresent(n -> hours.merge(start, n, Long::sum));
    }
  }

  @Override
  public UserCount users(Issue issue) {
    return merged.users(issue.id());
  }

  @Override
  public List<SeenEnvironment> environments(Issue issue) {
    SortedMap<String, SeenEnvironment> byName = new TreeMap<>();
    merged
        .beginningWith(issue.id(), IssueKeys.ENVIRONMENT_PREFIX)
        .forEach(
            item -> {
              String name = item.sk().substring(IssueKeys.ENVIRONMENT_PREFIX.length());
              byName.merge(
                  name,
                  new SeenEnvironment(name, time(item, "first_seen")),
                  BinaryOperator.minBy(Comparator.comparing(SeenEnvironment::firstSeen)));
            });
    return List.copyOf(byName.values());
  }

  @Override
  public List<SeenRelease> releases(Issue issue) {
    Map<String, SeenRelease> byKey = new HashMap<>();
    merged
        .beginningWith(issue.id(), IssueKeys.RELEASE_PREFIX)
        .forEach(item -> byKey.merge(item.sk(), seenRelease(item), DynamoIssueQueries::spanning));
    return byKey.values().stream()
        .sorted(Comparator.comparing(SeenRelease::lastSeen).reversed())
        .toList();
  }

  private static SeenRelease spanning(SeenRelease a, SeenRelease b) {
    return new SeenRelease(
        a.version(),
        a.environment(),
        a.firstSeen().isBefore(b.firstSeen()) ? a.firstSeen() : b.firstSeen(),
        a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen());
  }

  private static SeenRelease seenRelease(Item item) {
    return new SeenRelease(
        IssueKeys.versionOf(item.sk()),
        IssueKeys.environmentOf(item.sk()),
        time(item, "first_seen"),
        time(item, "last_seen"));
  }

  @Override
  public List<Activity> activities(Issue issue) {
    return merged.beginningWith(issue.id(), IssueKeys.ACTIVITY_PREFIX).stream()
        .sorted(Comparator.comparing(Item::sk).reversed())
        .map(ActivityItem::read)
        .toList();
  }

  @Override
  public RecentEvents recentEvents(Issue issue) {
    List<Item> rows =
        Parallel.map(
                hashes(issue),
                hash -> events.first(IssueKeys.events(hash), false, EVENT_ROWS_MAX + 1))
            .stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Item::sk).reversed())
            .toList();
    return RecentEvents.of(
        rows.stream().limit(EVENT_ROWS_MAX).map(row -> EventList.read(row.bytes("list"))).toList(),
        rows.size() <= EVENT_ROWS_MAX);
  }

  private List<CountedHash> hashes(Issue issue) {
    return issues.beginningWith(IssueKeys.issue(issue.id()), IssueKeys.MEMBER_PREFIX).stream()
        .map(item -> MemberItem.read(issue.projectId(), item))
        .toList();
  }

  private Optional<Issue> read(IssueId id) {
    return item(IssueKeys.issue(id), IssueKeys.ISSUE).map(IssueItem::read);
  }

  private Optional<Item> item(String pk, String sk) {
    return Item.found(
        dynamoDb
            .getItem(
                request ->
                    request.tableName(issuesTable).key(Item.key(pk, sk)).consistentRead(true))
            .item());
  }

  private static String pk(CountedHash hash) {
    return IssueKeys.counters(hash);
  }

  private static long sum(Collection<Item> rows) {
    return rows.stream().mapToLong(row -> row.optionalNumber("n").orElse(0)).sum();
  }

  private static Instant time(Item item, String name) {
    return Instant.ofEpochMilli(item.number(name));
  }
}
