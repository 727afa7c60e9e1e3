package dev.tracefold.saveevents;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import dev.tracefold.aws.Item;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.dynamodb.IssueItem;
import dev.tracefold.issue.dynamodb.IssueKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is stored of one project of a world, read once. */
final class Remains {

  final SavingWorld world;
  final long project;

  /** The items of the issues table, of all projects. */
  private final Map<String, List<Item>> partitions;

  final Map<IssueId, Issue> issues = new TreeMap<>();

  /** Rows of hashes by hash. */
  final Map<String, Item> hashes;

  /** Records of events whose fate is decided, by event id. */
  final Map<String, Item> decided;

  /** Those that are counted. */
  final Map<String, Item> counted;

  Remains(SavingWorld world, long project) {
    this.world = world;
    this.project = project;
    partitions = world.items("IssuesTable", "").stream().collect(groupingBy(Item::pk));
    items(item -> item.sk().equals(IssueKeys.ISSUE))
        .map(IssueItem::read)
        .filter(issue -> issue.projectId() == project)
        .forEach(issue -> issues.put(issue.id(), issue));
    String hashPrefix = "H#%d#".formatted(project);
    hashes =
        items(item -> item.pk().startsWith(hashPrefix) && item.sk().equals(IssueKeys.HASH))
            .collect(toMap(item -> item.pk().substring(hashPrefix.length()), item -> item));
    Set<String> committed =
        world.items("EventsTable", "X#").stream()
            .filter(item -> item.flag("committed"))
            .map(item -> item.text("attempt"))
            .collect(toCollection(HashSet::new));
    String recordPrefix = "E#%d#event#".formatted(project);
    decided =
        world.items("EventsTable", recordPrefix).stream()
            .filter(item -> committed.contains(item.text("attempt")))
            .collect(toMap(item -> item.pk().substring(recordPrefix.length()), item -> item));
    counted = new TreeMap<>(decided);
    counted.values().removeIf(item -> item.optionalText("dropped").isPresent());
  }

  Stream<Item> items(Predicate<Item> wanted) {
    return partitions.values().stream().flatMap(List::stream).filter(wanted);
  }

  List<Item> partition(String pk) {
    return partitions.getOrDefault(pk, List.of());
  }

  /** The items of an issue whose sort keys begin so. */
  Stream<Item> rows(Issue issue, String prefix) {
    return partition(IssueKeys.issue(issue.id())).stream()
        .filter(item -> item.sk().startsWith(prefix));
  }

  /** Those that people see: neither merged into another nor being deleted. */
  List<Issue> present() {
    return issues.values().stream()
        .filter(issue -> issue.mergedInto() == null && isPresent(issue))
        .toList();
  }

  static boolean isPresent(Issue issue) {
    return switch (issue.status()) {
      case UNRESOLVED, RESOLVED, IGNORED -> true;
      case PENDING_DELETION, DELETION_IN_PROGRESS, PENDING_MERGE -> false;
    };
  }

  Set<String> tombstones() {
    return partition("P#%d#TOMBSTONES".formatted(project)).stream()
        .map(Item::sk)
        .collect(toCollection(TreeSet::new));
  }

  /**
   * A change of an issue's status, as its activity tells.
   *
   * @param epoch that began by it
   * @param type of the activity
   */
  record Change(long epoch, long type) {}

  /** The changes of an issue's status by their epochs; merges and the like are none. */
  List<Change> statusChanges(Issue issue) {
    return rows(issue, IssueKeys.ACTIVITY_PREFIX)
        .flatMap(item -> epoch(item.sk()).map(epoch -> new Change(epoch, item.number("activity"))))
        .sorted(comparingLong(Change::epoch))
        .toList();
  }

  /** The epoch that began by an activity: it is named by that, or by the one that ended. */
  private static Stream<Long> epoch(String sk) {
    String[] name = sk.substring(sk.lastIndexOf('#') + 1).split("-", 2);
    return switch (name[0]) {
      case "status" -> Stream.of(Long.valueOf(name[1]));
      case "regression", "unignored" -> Stream.of(Long.parseLong(name[1]) + 1);
      default -> Stream.of();
    };
  }
}
