package dev.tracefold.saving;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attribute.EventTags;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.killswitch.KillSwitches;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Saves the events and transactions of a batch: place, store payloads, count, update issues, note
 * what is to be announced.
 */
final class EventSaving {

  private final SavingStores stores;
  private final Surroundings surroundings;
  private final Placement placement;
  private final EventRegressions regressions;
  private final IssueUpdate issueUpdate;
  private final EventAttachments attachments;
  private final PayloadWriting payloads;
  private final EventAnnouncement announcement;
  private final AtOnce atOnce;

  EventSaving(
      SavingStores stores,
      EventAttachments attachments,
      Clock clock,
      IntSupplier randomBits,
      AtOnce atOnce) {
    this.stores = Objects.requireNonNull(stores, "stores");
    this.atOnce = Objects.requireNonNull(atOnce, "atOnce");
    this.attachments = Objects.requireNonNull(attachments, "attachments");
    announcement = new EventAnnouncement(attachments, clock);
    surroundings = new Surroundings(stores.releases(), stores.users());
    placement =
        new Placement(stores.issues(), stores.ledger(), stores.releases(), clock, randomBits);
    regressions = new EventRegressions(stores.history(), stores.releases(), clock);
    issueUpdate = new IssueUpdate(stores.history(), regressions, clock);
    payloads = new PayloadWriting(stores.payloads(), clock);
  }

  /** Saves what the messages of a batch hold. */
  void save(Occurrences.Sorted sorted, KillSwitches switches, Progress progress) {
    List<Occurrence> arrived = sorted.wanted();
    Map<ItemKey, Occurrence> distinct = new LinkedHashMap<>();
    arrived.forEach(occurrence -> distinct.putIfAbsent(occurrence.key(), occurrence));
    List<Occurrence> transactions = new ArrayList<>();
    List<Occurrence> events = new ArrayList<>();
    distinct
        .values()
        .forEach(o -> (o.key().kind() == ItemKind.TRANSACTION ? transactions : events).add(o));
    List<Placing.Placed> placed = new ArrayList<>();
    Map<ItemKey, List<AttachmentDescription>> kept = new HashMap<>();
    List<Saved> saved = new ArrayList<>();
    Map<IssueId, Issue> issues = new HashMap<>();
    List<Placing> placings = new ArrayList<>(placement.place(events, switches, progress.metrics));
    placings.addAll(sorted.unwanted());
    List<Placing.Discarded> discarded = new ArrayList<>();
    for (Placing placing : placings) {
      switch (placing) {
        case Placing.Placed p -> {
          kept.put(
              p.occurrence().key(),
              progress.metrics.time(Metric.CRASH_REPORTS, () -> attachments.decide(p)));
          issues.put(p.issue().id(), p.issue());
          placed.add(p);
        }
        case Placing.Duplicate d -> settle(d.occurrence(), d.record(), null, saved, progress);
        case Placing.Discarded d -> discarded.add(d);
        case Placing.Postponed p -> progress.retry(p.occurrence().messageId(), p.why());
      }
    }
    saved.addAll(count(placed, kept, transactions, discarded, progress));
    noteFirst(saved);
    surroundings.ensure(saved, progress.metrics);
    surroundings.ensureUsers(distinct, saved, progress.metrics);
    Map<ItemKey, Flags> flags = update(saved, issues, progress);
    for (Saved one : saved) {
      announcement.saved(one, flags.getOrDefault(one.record().key(), Flags.NONE), progress);
    }
    retryTwins(arrived, distinct, progress);
  }

  /** By its record, now or before: what is dropped stays so, whatever has changed since. */
  private void settle(
      Occurrence occurrence,
      EventRecord record,
      @Nullable Integer level,
      List<Saved> saved,
      Progress progress) {
    if (record.dropped() == null) {
      saved.add(new Saved(occurrence, record, level));
    } else {
      announcement.dropped(occurrence, record.dropped(), progress);
    }
  }

  /** After counting: what is not saved is nobody's first event. */
  private void noteFirst(List<Saved> saved) {
    for (Saved one : saved) {
      ItemKey key = one.record().key();
      stores.firstItems().ensure(key.projectId(), key.kind(), one.record().datetime());
    }
  }

  /**
   * An item whose fate is to be decided.
   *
   * @param level index of the hierarchical hash that its issue stands for, or null
   */
  private record Pending(Occurrence occurrence, Countable countable, @Nullable Integer level) {}

  /** Stores payloads before it counts: what is counted has its payload. */
  private List<Saved> count(
      List<Placing.Placed> placed,
      Map<ItemKey, List<AttachmentDescription>> attachments,
      List<Occurrence> transactions,
      List<Placing.Discarded> discarded,
      Progress progress) {
    List<Occurrence> stored = new ArrayList<>(transactions);
    placed.forEach(p -> stored.add(p.occurrence()));
    PayloadWriting.Prepared prepared = payloads.prepare(stored, attachments, progress.metrics);
    Map<ItemKey, Pending> pending = new LinkedHashMap<>();
    for (Occurrence one : transactions) {
      pending.put(one.key(), new Pending(one, countable(one, null, null, prepared), null));
    }
    Map<ItemKey, Boolean> reopens = regressions.judge(placed, progress.metrics);
    for (Placing.Placed p : placed) {
      Occurrence one = p.occurrence();
      Countable countable = countable(one, p, reopens.get(one.key()), prepared);
      pending.put(one.key(), new Pending(one, countable, p.level()));
    }
    for (Placing.Discarded d : discarded) {
      Occurrence one = d.occurrence();
      pending.putIfAbsent(one.key(), new Pending(one, countable(d), null));
    }
    Set<ItemKey> owned = new HashSet<>();
    Map<ItemKey, Fate> fates =
        progress.metrics.time(
            Metric.COUNTING,
            () ->
                stores
                    .ledger()
                    .count(
                        pending.values().stream().map(Pending::countable).toList(),
                        keys -> {
                          owned.addAll(keys);
                          payloads.store(prepared, keys, progress.metrics);
                        }));
    List<Saved> saved = new ArrayList<>();
    pending.forEach(
        (key, one) -> {
          switch (Objects.requireNonNull(fates.get(key))) {
            case Fate.CountedNow now -> {
              owned.remove(key);
              settle(one.occurrence(), one.countable().record(), one.level(), saved, progress);
            }
            case Fate.CountedBefore before ->
                settle(one.occurrence(), before.record(), one.level(), saved, progress);
            case Fate.Later later ->
                progress.retry(one.occurrence().messageId(), "another function may be counting it");
          }
        });
    // Another function took over what was owned and is not counted: that one has the payloads too.
    payloads.erase(prepared, owned);
    return saved;
  }

  private static Countable countable(Placing.Discarded discarded) {
    Occurrence occurrence = discarded.occurrence();
    return new Countable(
        EventRecord.dropped(
            occurrence.key(), occurrence.attributes().datetime(), discarded.reason()),
        null,
        Map.of());
  }

  private static Countable countable(
      Occurrence occurrence,
      Placing.@Nullable Placed placed,
      @Nullable Boolean reopens,
      PayloadWriting.Prepared prepared) {
    ItemKey key = occurrence.key();
    EventRecord record =
        EventRecord.counted(
            key,
            placed == null ? null : placed.via(),
            placed == null ? null : placed.issue().id(),
            placed == null ? 0 : placed.issue().epoch(),
            reopens,
            occurrence.attributes().datetime(),
            Objects.requireNonNull(prepared.positions().get(key)));
    return new Countable(
        record,
        occurrence.outcome(new Outcome.Accepted(), true),
        EventTags.of(occurrence.payload()).values());
  }

  /** Updates each issue; where one fails, the messages of its events come again. */
  private Map<ItemKey, Flags> update(
      List<Saved> saved, Map<IssueId, Issue> issues, Progress progress) {
    Map<IssueId, List<Saved>> byIssue = new LinkedHashMap<>();
    Set<IssueId> unread = new HashSet<>();
    for (Saved one : saved) {
      IssueId id = one.record().issue();
      if (id != null && !one.record().isErased()) {
        byIssue.computeIfAbsent(id, i -> new ArrayList<>()).add(one);
        if (!issues.containsKey(id)) {
          unread.add(id);
        }
      }
    }
    Map<IssueId, Issue> known = new HashMap<>(issues);
    if (!unread.isEmpty()) {
      known.putAll(stores.issues().findIssues(unread));
    }
    Map<IssueId, Updated> results = new ConcurrentHashMap<>();
    List<Runnable> steps = new ArrayList<>();
    byIssue.forEach(
        (id, events) -> {
          Issue issue = known.get(id);
          if (issue != null) {
            steps.add(() -> results.put(id, updateOne(issue, events, progress.metrics)));
          }
        });
    atOnce.run(steps);
    Map<ItemKey, Flags> flags = new HashMap<>();
    byIssue.forEach(
        (id, events) -> {
          switch (results.get(id)) {
            case null -> {}
            case Updated.Done done -> flags.putAll(done.flags());
            case Updated.Failed failed ->
                events.forEach(
                    one -> progress.retry(one.occurrence().messageId(), failed.outage()));
          }
        });
    return flags;
  }

  /** What became of updating an issue. */
  private sealed interface Updated {

    /** It was updated, and this is what its events caused. */
    record Done(Map<ItemKey, Flags> flags) implements Updated {}

    /** Its events come again. */
    record Failed(RuntimeException outage) implements Updated {}
  }

  private Updated updateOne(Issue issue, List<Saved> events, Metrics metrics) {
    try {
      return new Updated.Done(issueUpdate.apply(issue, events, metrics));
    } catch (RuntimeException outage) {
      return new Updated.Failed(outage);
    }
  }

  /** A message with an event that came twice in one batch shares the fate of the first one. */
  private static void retryTwins(
      List<Occurrence> arrived, Map<ItemKey, Occurrence> distinct, Progress progress) {
    for (Occurrence occurrence : arrived) {
      Occurrence first = Objects.requireNonNull(distinct.get(occurrence.key()));
      if (progress.isRetried(first.messageId())) {
        progress.retry(occurrence.messageId(), "its twin comes again");
      }
    }
  }
}
