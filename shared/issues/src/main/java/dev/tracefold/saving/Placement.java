package dev.tracefold.saving;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.HashMatch;
import dev.tracefold.issue.HashRow;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.killswitch.KillSwitch;
import dev.tracefold.killswitch.KillSwitches;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.MetricTag;
import dev.tracefold.metric.Metrics;
import dev.tracefold.release.ReleaseStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the issues of events and creates those that are missing (event-saving 11), in rounds: what
 * a round creates, or somebody else did meanwhile, the next one finds.
 */
final class Placement {

  /** One round creates, the next finds; more are for races lost to other functions. */
  private static final int ROUNDS_MAX = 6;

  /** Draws of an id, each of which fails when another issue was created in the same fraction. */
  private static final int DRAWS_MAX = 5;

  /**
   * Reason of an outcome: the issue was deleted together with its future, or an operator's switch
   * wants no new one (event-saving 15.1).
   */
  static final String DISCARDED = "discarded-hash";

  private final IssueStore issues;
  private final IssueReading reading;
  private final EventRecords records;
  private final ReleaseStore releases;
  private final Clock clock;
  private final IntSupplier random;

  Placement(
      IssueStore issues,
      EventRecords records,
      ReleaseStore releases,
      Clock clock,
      IntSupplier random) {
    this.issues = Objects.requireNonNull(issues, "issues");
    this.reading = new IssueReading(issues);
    this.records = Objects.requireNonNull(records, "records");
    this.releases = Objects.requireNonNull(releases, "releases");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** Places events, in their order: the first of several that lead nowhere creates the issue. */
  List<Placing> place(List<Occurrence> occurrences, KillSwitches switches, Metrics metrics) {
    Map<ItemKey, Placing> placings = new HashMap<>();
    List<Occurrence> open = new ArrayList<>(occurrences);
    for (int round = 1; !open.isEmpty() && round <= ROUNDS_MAX; round++) {
      Round found = new Round(open);
      found.placings.forEach(p -> placings.put(p.occurrence().key(), p));
      dismissDuplicates(found, placings);
      createMissing(found, placings, switches, metrics);
      open.removeIf(o -> placings.containsKey(o.key()));
    }
    List<Placing> result = new ArrayList<>();
    for (Occurrence occurrence : occurrences) {
      result.add(
          placings.getOrDefault(
              occurrence.key(),
              new Placing.Postponed(occurrence, "its hashes are locked or in dispute")));
    }
    return result;
  }

  /** One look at all hashes of the events that are open, and at the issues they lead to. */
  private final class Round {
    final Map<HashKey, HashRow> rows;
    final List<Placing> placings = new ArrayList<>();
    private final Set<HashKey> detached = new HashSet<>();
    final Map<Occurrence, HashMatch.Missing> missing = new LinkedHashMap<>();

    Round(List<Occurrence> open) {
      rows =
          issues.findHashes(
              open.stream()
                  .flatMap(o -> o.hashes().all().stream().map(h -> hashKey(o, h)))
                  .collect(toCollection(LinkedHashSet::new)));
      Map<Occurrence, HashMatch.Found> found = new LinkedHashMap<>();
      for (Occurrence occurrence : open) {
        switch (occurrence.hashes().match(hash -> row(occurrence, hash))) {
          case HashMatch.Found match -> found.put(occurrence, match);
          case HashMatch.Discarded match ->
              placings.add(new Placing.Discarded(occurrence, DISCARDED));
          case HashMatch.Missing match -> missing.put(occurrence, match);
        }
      }
      Map<IssueId, Issue> byId =
          reading.read(found.values().stream().map(HashMatch.Found::issue).toList());
      found.forEach((occurrence, match) -> settle(occurrence, match, byId));
    }

    private void settle(Occurrence occurrence, HashMatch.Found match, Map<IssueId, Issue> byId) {
      Issue issue = byId.get(match.issue());
      if (issue == null) {
        // Deleted since the hash was read: the next round reads that anew.
        return;
      }
      if (isBeingDeleted(issue.status())) {
        // Whoever deletes it may have died on the way: events do not wait for that.
        HashRow row = row(occurrence, match.via());
        if (detached.add(row.key())) {
          issues.detach(issue, row);
        }
        return;
      }
      for (Hash hash : match.attach()) {
        issues.attach(issue.id(), row(occurrence, hash));
      }
      placings.add(
          new Placing.Placed(
              occurrence, issue, row(occurrence, match.via()).counted(), match.level()));
    }

    HashRow row(Occurrence occurrence, Hash hash) {
      HashKey key = hashKey(occurrence, hash);
      return rows.getOrDefault(key, HashRow.unowned(key));
    }
  }

  /** A redelivered event whose issue was deleted since creates no new one. */
  private void dismissDuplicates(Round round, Map<ItemKey, Placing> placings) {
    Set<Occurrence> homeless = round.missing.keySet();
    if (homeless.isEmpty()) {
      return;
    }
    Map<ItemKey, EventRecord> decided =
        records.find(homeless.stream().map(Occurrence::key).toList());
    for (Occurrence occurrence : homeless) {
      EventRecord record = decided.get(occurrence.key());
      if (record != null) {
        placings.put(occurrence.key(), new Placing.Duplicate(occurrence, record));
      }
    }
  }

  private void createMissing(
      Round round, Map<ItemKey, Placing> placings, KillSwitches switches, Metrics metrics) {
    Map<HashKey, List<Occurrence>> byHash =
        round.missing.keySet().stream()
            .filter(o -> !placings.containsKey(o.key()))
            .collect(
                groupingBy(
                    o -> hashKey(o, Objects.requireNonNull(round.missing.get(o)).via()),
                    LinkedHashMap::new,
                    toCollection(ArrayList::new)));
    for (List<Occurrence> together : byHash.values()) {
      for (Occurrence occurrence : together) {
        if (!isShed(occurrence, switches)) {
          // The others find its issue in the next round.
          create(occurrence, round, metrics);
          break;
        }
        placings.put(occurrence.key(), new Placing.Discarded(occurrence, DISCARDED));
      }
    }
  }

  private static boolean isShed(Occurrence occurrence, KillSwitches switches) {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("project_id", occurrence.project().id());
    facts.put("platform", occurrence.attributes().platform());
    return switches.matches(KillSwitch.ISSUE_CREATION, facts);
  }

  private void create(Occurrence creator, Round round, Metrics metrics) {
    HashMatch.Missing match = Objects.requireNonNull(round.missing.get(creator));
    if (match.attach().isEmpty()) {
      // Locked by a merge that is under way: the event waits for it (event-saving 27, Q7).
      return;
    }
    List<HashRow> attach = match.attach().stream().map(h -> round.row(creator, h)).toList();
    List<HashRow> consulted =
        creator.hashes().all().stream()
            .filter(hash -> !match.attach().contains(hash))
            .map(hash -> round.row(creator, hash))
            .toList();
    String release = stillThere(creator);
    long number = metrics.time(Metric.SHORT_IDS, () -> issues.drawNumber(creator.project().id()));
    for (int draw = 0; draw < DRAWS_MAX; draw++) {
      IssueId id = IssueId.of(clock.millis(), random.getAsInt());
      Issue issue = newIssue(id, number, creator, release, match.level());
      IssueStore.Creation creation =
          metrics.time(Metric.ISSUE_CREATION, () -> issues.create(issue, attach, consulted));
      if (creation == IssueStore.Creation.CREATED) {
        metrics.count(
            Metric.ISSUES_CREATED,
            1,
            MetricTag.PLATFORM.with(
                Objects.requireNonNullElse(creator.attributes().platform(), "unknown")));
      }
      if (creation != IssueStore.Creation.ID_TAKEN) {
        return;
      }
    }
  }

  /** Its release, unless that was deleted since an instance met it (event-saving 11.4). */
  private @Nullable String stillThere(Occurrence creator) {
    String version = creator.version();
    return version == null || releases.find(creator.project(), version).isEmpty() ? null : version;
  }

  private static Issue newIssue(
      IssueId id,
      long number,
      Occurrence creator,
      @Nullable String release,
      @Nullable Integer level) {
    return new Issue(
        id,
        creator.project().id(),
        number,
        null,
        Objects.requireNonNullElse(creator.attributes().platform(), ""),
        creator.attributes().logger(),
        release,
        creator.creationFace(level),
        creator.attributes().datetime(),
        creator.attributes().datetime(),
        creator.attributes().datetime(),
        IssueStatus.UNRESOLVED,
        0,
        null,
        null,
        null,
        null);
  }

  private static boolean isBeingDeleted(IssueStatus status) {
    return status == IssueStatus.PENDING_DELETION || status == IssueStatus.DELETION_IN_PROGRESS;
  }

  private static HashKey hashKey(Occurrence occurrence, Hash hash) {
    return new HashKey(occurrence.key().projectId(), hash);
  }
}
