package dev.tracefold.issue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.EventAttributes;
import dev.tracefold.attribute.EventUser;
import dev.tracefold.attribute.MaterializedFields;
import dev.tracefold.attribute.MaterializedFields.CurrentLevel;
import dev.tracefold.event.EventReader;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.HashRow;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueHistory.EnvironmentSighting;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.payload.PayloadStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a hash out of an issue, into an issue of its own. One write creates that and points the
 * hash to it, with all that was counted of the hash; where and by whom it was seen is read off the
 * payloads afterwards, which can be repeated.
 */
public final class IssueUnmerging {

  /** Draws of an id, each of which fails when another issue was created in the same fraction. */
  private static final int DRAWS_MAX = 5;

  private final IssueStore issues;
  private final MergeStore merges;
  private final IssueMerging merging;
  private final IssueHistory history;
  private final PayloadStore payloads;
  private final Clock clock;
  private final IntSupplier random;

  public IssueUnmerging(
      IssueStore issues,
      MergeStore merges,
      IssueHistory history,
      PayloadStore payloads,
      Clock clock,
      IntSupplier random) {
    this.issues = Objects.requireNonNull(issues, "issues");
    this.merges = Objects.requireNonNull(merges, "merges");
    this.merging = new IssueMerging(issues, merges, history, clock);
    this.history = Objects.requireNonNull(history, "history");
    this.payloads = Objects.requireNonNull(payloads, "payloads");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * Gives a hash of an issue an issue of its own. Asking again after a failure completes it.
   *
   * @param progress is told how many events were read
   */
  public MergeResult unmerge(IssueId id, Hash hash, LongConsumer progress) {
    Issue from = issues.findIssues(Set.of(id)).get(id);
    if (from == null) {
      return new MergeResult.Refused("there is no issue %s".formatted(id));
    }
    Optional<String> gone = Departure.of(from);
    if (gone.isPresent()) {
      return new MergeResult.Refused(gone.get());
    }
    merging.complete(from);
    HashKey key = new HashKey(from.projectId(), hash);
    HashRow row = Objects.requireNonNull(issues.findHashes(Set.of(key)).get(key));
    IssueId owner = row.issue();
    if (owner != null && !owner.equals(id)) {
      return completed(owner, row, progress);
    }
    if (owner == null) {
      return new MergeResult.Refused(
          "hash %s leads to no issue; 'tracefold issue' shows the hashes of one".formatted(hash));
    }
    if (merges.hashes(from).size() < 2) {
      return new MergeResult.Refused(
          "hash %s is the only one of issue %s, which is an issue of its own already"
              .formatted(hash, id));
    }
    long number = issues.drawNumber(from.projectId());
    for (int draw = 0; draw < DRAWS_MAX; draw++) {
      IssueId fresh = IssueId.of(clock.millis(), random.getAsInt());
      Issue issue = fresh(fresh, number, from, row.counted());
      if (merges.unmerge(from, row.counted(), issue, clock.instant())) {
        return completed(fresh, row, progress);
      }
    }
    throw new IllegalStateException(
        "issue %s or hash %s was changed at the same time; try again".formatted(id, hash));
  }

  /** What an earlier run began: the issue that the hash leads to gets what its events tell. */
  private MergeResult completed(IssueId owner, HashRow row, LongConsumer progress) {
    Issue issue = issues.findIssues(Set.of(owner)).get(owner);
    if (issue == null || !Issue.NO_EVENT.equals(issue.creator())) {
      return new MergeResult.Refused(
          "hash %s leads to issue %s, which is another one".formatted(row.key().hash(), owner));
    }
    long read = 0;
    for (EventList list : merges.events(row.counted(), false)) {
      note(issue, row.key().hash(), list);
      read += list.entries().size();
      progress.accept(read);
    }
    return new MergeResult.Done(issue, true);
  }

  private record Place(String release, String environment) {}

  private record Span(Instant first, Instant last) {}

  /** Notes where and by whom the issue was seen, as the events of one list tell. */
  private void note(Issue issue, Hash hash, EventList list) {
    Map<String, EnvironmentSighting> environments = new HashMap<>();
    Map<Place, Span> releases = new HashMap<>();
    Set<String> users = new HashSet<>();
    List<EventList.Entry> entries =
        list.entries().stream().sorted(Comparator.comparing(EventList.Entry::datetime)).toList();
    IssueFace face = issue.latest();
    for (EventList.Entry entry : entries) {
      Optional<ObjectNode> payload = payloads.read(issue.projectId(), entry.position());
      if (payload.isEmpty()) {
        continue;
      }
      EventAttributes event = EventAttributes.read(payload.get(), entry.datetime());
      face = face(payload.get(), event, hash);
      // Without the release: its events were seen before, so the issue is not new in it.
      environments.putIfAbsent(
          event.environment(), new EnvironmentSighting(entry.eventId(), null, entry.datetime()));
      String release = event.release();
      if (release != null) {
        releases.merge(
            new Place(release, event.environment()),
            new Span(entry.datetime(), entry.datetime()),
            (before, now) -> new Span(before.first(), now.last()));
      }
      event.user().map(EventUser::hash).ifPresent(users::add);
    }
    history.touch(issue, face, entries.getFirst().datetime(), entries.getLast().datetime());
    history.ensureEnvironments(issue, environments);
    releases.forEach(
        (place, span) ->
            history.seenInRelease(
                issue, place.release(), place.environment(), span.first(), span.last()));
    history.seenBy(issue, users);
  }

  /** Unresolved, with the face of its latest event, or the old issue's where that has expired. */
  private Issue fresh(IssueId id, long number, Issue from, CountedHash hash) {
    Iterator<EventList> lists = merges.events(hash, true).iterator();
    Optional<EventList.Entry> latest =
        lists.hasNext()
            ? lists.next().entries().stream().max(Comparator.comparing(EventList.Entry::datetime))
            : Optional.empty();
    Instant when = latest.map(EventList.Entry::datetime).orElse(from.lastSeen());
    IssueFace face =
        latest
            .flatMap(entry -> payloads.read(from.projectId(), entry.position()))
            .map(payload -> face(payload, EventAttributes.read(payload, when), hash.key().hash()))
            .orElse(from.latest());
    return new Issue(
        id,
        from.projectId(),
        number,
        Issue.NO_EVENT,
        from.platform(),
        from.logger(),
        null,
        face,
        when,
        when,
        when,
        IssueStatus.UNRESOLVED,
        0,
        null,
        null,
        null,
        null);
  }

  /** What a stored payload says of the issue of a hash, as when it was saved. */
  private static IssueFace face(ObjectNode payload, EventAttributes event, Hash hash) {
    MaterializedFields fields = MaterializedFields.ofStored(payload, EventReader.read(payload));
    ObjectNode data = fields.issueData(level(payload, hash), event.received());
    return new IssueFace(
        event.levelNumber(),
        data.path("title").asText(),
        fields.culprit(),
        fields.searchMessage(),
        data);
  }

  /** Which of an event's levels a hash is; null for one that is none. */
  private static @Nullable CurrentLevel level(ObjectNode payload, Hash hash) {
    JsonNode levels = payload.path("hierarchical_hashes");
    for (int i = 0; i < levels.size(); i++) {
      if (levels.get(i).asText().equals(hash.value())) {
        return CurrentLevel.of(payload, i);
      }
    }
    return null;
  }
}
