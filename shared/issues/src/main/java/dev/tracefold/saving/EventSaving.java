package dev.tracefold.saving;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attribute.EventTags;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueId;
import dev.tracefold.killswitch.KillSwitches;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.MetricTag;
import dev.tracefold.metric.MetricTag.Tagged;
import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.payload.PayloadPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
  private final IssueUpdate issueUpdate;
  private final EventAttachments attachments;
  private final PayloadWriting payloads;
  private final Clock clock;

  EventSaving(
      SavingStores stores, EventAttachments attachments, Clock clock, IntSupplier randomBits) {
    this.stores = Objects.requireNonNull(stores, "stores");
    this.attachments = Objects.requireNonNull(attachments, "attachments");
    this.clock = Objects.requireNonNull(clock, "clock");
    surroundings = new Surroundings(stores.releases(), stores.users());
    placement =
        new Placement(stores.issues(), stores.ledger(), stores.releases(), clock, randomBits);
    issueUpdate = new IssueUpdate(stores.history(), stores.releases(), clock);
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
    placings.addAll(unwanted(sorted.unwanted()));
    for (Placing placing : placings) {
      switch (placing) {
        case Placing.Placed p -> {
          kept.put(
              p.occurrence().key(),
              progress.metrics.time(Metric.CRASH_REPORTS, () -> attachments.decide(p)));
          issues.put(p.issue().id(), p.issue());
          placed.add(p);
        }
        case Placing.Duplicate d -> saved.add(new Saved(d.occurrence(), d.record(), null));
        case Placing.Discarded d -> discard(d, progress);
        case Placing.Postponed p -> progress.retry(p.occurrence().messageId(), p.why());
      }
    }
    saved.addAll(count(placed, kept, transactions, progress));
    noteFirst(saved);
    surroundings.ensure(saved, progress.metrics);
    surroundings.ensureUsers(distinct, saved, progress.metrics);
    Map<ItemKey, Flags> flags = update(saved, issues, progress);
    for (Saved one : saved) {
      announce(one, flags.getOrDefault(one.record().key(), Flags.NONE), progress);
    }
    retryTwins(arrived, distinct, progress);
  }

  /** What a filter or switch drops now stays accepted if it was saved before. */
  private List<Placing> unwanted(List<Placing.Discarded> unwanted) {
    Map<ItemKey, Placing> placings = new LinkedHashMap<>();
    unwanted.forEach(discarded -> placings.put(discarded.occurrence().key(), discarded));
    placement
        .duplicates(unwanted.stream().map(Placing.Discarded::occurrence).toList())
        .forEach(duplicate -> placings.put(duplicate.occurrence().key(), duplicate));
    return List.copyOf(placings.values());
  }

  private void discard(Placing.Discarded discarded, Progress progress) {
    Occurrence occurrence = discarded.occurrence();
    if (discarded.reason().equals(Placement.DISCARDED)) {
      progress.metrics.count(Metric.DISCARDED, 1, platform(occurrence));
    }
    Outcome outcome = new Outcome.Filtered(discarded.reason());
    progress.outcome(occurrence.messageId(), occurrence.outcome(outcome, false));
    attachments
        .discarded(occurrence.owner(), discarded.reason())
        .forEach(lost -> progress.outcome(occurrence.messageId(), lost));
  }

  /** After counting: what is not saved is nobody's first event. */
  private void noteFirst(List<Saved> saved) {
    for (Saved one : saved) {
      ItemKey key = one.record().key();
      stores.firstItems().ensure(key.projectId(), key.kind(), one.record().datetime());
    }
  }

  /** Stores payloads, then counts: a record never points to a payload that is not there. */
  private List<Saved> count(
      List<Placing.Placed> placed,
      Map<ItemKey, List<AttachmentDescription>> attachments,
      List<Occurrence> transactions,
      Progress progress) {
    List<Occurrence> all = new ArrayList<>(transactions);
    placed.forEach(p -> all.add(p.occurrence()));
    Map<ItemKey, PayloadPosition> positions = payloads.write(all, attachments, progress.metrics);
    Map<ItemKey, Countable> countables = new LinkedHashMap<>();
    Map<ItemKey, Integer> levels = new HashMap<>();
    for (Occurrence transaction : transactions) {
      countables.put(
          transaction.key(), countable(transaction, null, positions.get(transaction.key())));
    }
    for (Placing.Placed p : placed) {
      countables.put(
          p.occurrence().key(), countable(p.occurrence(), p, positions.get(p.occurrence().key())));
      if (p.level() != null) {
        levels.put(p.occurrence().key(), p.level());
      }
    }
    Map<ItemKey, Fate> fates =
        progress.metrics.time(
            Metric.COUNTING, () -> stores.ledger().count(List.copyOf(countables.values())));
    List<Saved> saved = new ArrayList<>();
    for (Occurrence occurrence : all) {
      ItemKey key = occurrence.key();
      EventRecord fresh = Objects.requireNonNull(countables.get(key)).record();
      switch (Objects.requireNonNull(fates.get(key))) {
        case Fate.CountedNow now -> saved.add(new Saved(occurrence, fresh, levels.get(key)));
        case Fate.CountedBefore before -> {
          if (before.record().isErased()) {
            payloads.erase(key.projectId(), Objects.requireNonNull(positions.get(key)));
          }
          saved.add(new Saved(occurrence, before.record(), levels.get(key)));
        }
        case Fate.Later later ->
            progress.retry(occurrence.messageId(), "another function may be counting it");
      }
    }
    return saved;
  }

  private static Countable countable(
      Occurrence occurrence, Placing.@Nullable Placed placed, @Nullable PayloadPosition position) {
    CountedHash hash = placed == null ? null : placed.via();
    EventRecord record =
        new EventRecord(
            occurrence.key(),
            hash,
            placed == null ? null : placed.issue().id(),
            placed == null ? 0 : placed.issue().epoch(),
            placed != null && IssueUpdate.asks(placed.issue(), occurrence.project()),
            occurrence.attributes().datetime(),
            Objects.requireNonNull(position));
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
    Map<ItemKey, Flags> flags = new HashMap<>();
    byIssue.forEach(
        (id, events) -> {
          try {
            Optional.ofNullable(known.get(id))
                .ifPresent(
                    issue -> flags.putAll(issueUpdate.apply(issue, events, progress.metrics)));
          } catch (RuntimeException outage) {
            events.forEach(one -> progress.retry(one.occurrence().messageId(), outage));
          }
        });
    return flags;
  }

  private void announce(Saved saved, Flags flags, Progress progress) {
    Occurrence occurrence = saved.occurrence();
    measure(occurrence, progress.metrics);
    String messageId = occurrence.messageId();
    EventRecord record = saved.record();
    PayloadPosition position = record.position();
    Long issueId = record.issue() == null ? null : record.issue().value();
    if (!record.isErased()) {
      EventAttachments.Announced announced = attachments.announced(occurrence, record.issue());
      announced
          .jobs()
          .forEach(job -> progress.attachments.add(new Progress.Announced<>(messageId, job)));
      announced.outcomes().forEach(outcome -> progress.outcome(messageId, outcome));
    }
    if (position != null) {
      progress.stream.add(
          new Progress.Announced<>(messageId, streamMessage(occurrence, issueId, flags, position)));
    }
    progress.outcome(messageId, occurrence.outcome(new Outcome.Accepted(), true));
  }

  private void measure(Occurrence occurrence, Metrics metrics) {
    Instant received = occurrence.attributes().received();
    metrics.record(
        Metric.TIME_TO_PROCESS,
        seconds(Duration.between(occurrence.acceptedAt(), clock.instant())),
        platform(occurrence));
    metrics.record(
        Metric.LATENCY, seconds(Duration.between(occurrence.attributes().datetime(), received)));
    metrics.count(Metric.NORMALIZATION_ERRORS, occurrence.payload().path("errors").size());
    if (occurrence.key().kind() == ItemKind.TRANSACTION) {
      metrics.count(Metric.SPANS, occurrence.payload().path("spans").size());
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Tagged platform(Occurrence occurrence) {
    return MetricTag.PLATFORM.with(
        Objects.requireNonNullElse(occurrence.attributes().platform(), "unknown"));
  }

  private static StreamMessage streamMessage(
      Occurrence occurrence, @Nullable Long issueId, Flags flags, PayloadPosition position) {
    return new StreamMessage(
        "%d:%s:%s"
            .formatted(
                occurrence.key().projectId(),
                occurrence.key().kind().wireName(),
                occurrence.key().id()),
        occurrence.project().organizationId(),
        occurrence.key().projectId(),
        issueId,
        occurrence.key().id(),
        occurrence.hashes().primary().value(),
        flags.isNew(),
        flags.isRegression(),
        flags.isNewEnvironment(),
        occurrence.attributes().platform(),
        occurrence.fields().searchMessage(),
        occurrence.attributes().datetime(),
        occurrence.attributes().received(),
        position);
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
