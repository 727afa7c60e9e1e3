package dev.tracefold.erasure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.AttachmentRecords;
import dev.tracefold.attachment.StoredContent;
import dev.tracefold.attribute.EventTags;
import dev.tracefold.attribute.EventUser;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.HashRow;
import dev.tracefold.issue.IssueId;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.PayloadSegments;
import dev.tracefold.payload.PayloadStore;
import dev.tracefold.saving.EventRecord;
import dev.tracefold.saving.EventRecords;
import dev.tracefold.saving.ItemKey;
import dev.tracefold.saving.ItemKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Erases events. Payloads go last: by them everything else is found again, when an erasure that was
 * cut short is asked for again.
 */
public final class Erasure {

  /** Reads of all payloads: by what was named, by what that tells, and to see that it is all. */
  private static final int ROUNDS_MAX = 3;

  private final PayloadStore payloads;
  private final PayloadSegments segments;
  private final EventRecords records;
  private final AttachmentRecords attachments;
  private final IssueStore issues;
  private final ErasureStore store;

  public Erasure(
      PayloadStore payloads,
      PayloadSegments segments,
      EventRecords records,
      AttachmentRecords attachments,
      IssueStore issues,
      ErasureStore store) {
    this.payloads = Objects.requireNonNull(payloads, "payloads");
    this.segments = Objects.requireNonNull(segments, "segments");
    this.records = Objects.requireNonNull(records, "records");
    this.attachments = Objects.requireNonNull(attachments, "attachments");
    this.issues = Objects.requireNonNull(issues, "issues");
    this.store = Objects.requireNonNull(store, "store");
  }

  /**
   * Erases one event, or one transaction: its payload, its place in lists, its attachments and its
   * user's report.
   *
   * @return empty if no event of this id was saved
   */
  public Optional<Erased> eraseEvent(long projectId, String eventId, ErasureProgress progress) {
    List<ItemKey> keys =
        List.of(
            new ItemKey(projectId, ItemKind.EVENT, eventId),
            new ItemKey(projectId, ItemKind.TRANSACTION, eventId));
    Map<ItemKey, EventRecord> known = records(keys);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    List<FoundEvent> found = new ArrayList<>();
    for (EventRecord record : known.values()) {
      List<PayloadPosition> positions = new ArrayList<>(record.left());
      Map<String, String> tags = Map.of();
      PayloadPosition position = record.position();
      if (position != null) {
        positions.add(position);
        tags =
            payloads
                .read(projectId, position)
                .map(payload -> EventTags.of(payload).values())
                .orElse(Map.of());
      }
      found.add(new FoundEvent(record.key(), positions, tags, null));
    }
    return Optional.of(erase(projectId, found, progress));
  }

  /**
   * Erases all events and transactions of a user, and the user: reads every payload of the project,
   * and once more if it learns from events by what else the user is known.
   */
  public Erased eraseUser(long projectId, UserDescription user, ErasureProgress progress) {
    Set<String> hashes = new HashSet<>(Set.of(user.hash()));
    List<FoundEvent> found = List.of();
    int known = 0;
    for (int round = 0; round < ROUNDS_MAX && hashes.size() > known; round++) {
      known = hashes.size();
      Set<String> wanted = Set.copyOf(hashes);
      found = find(projectId, who -> user.matches(who) || wanted.contains(who.hash()), progress);
      found.stream().map(FoundEvent::userHash).filter(Objects::nonNull).forEach(hashes::add);
    }
    for (IssueId issue : issues(found)) {
      hashes.forEach(hash -> store.deleteSighting(issue, hash));
    }
    Erased erased = erase(projectId, found, progress);
    hashes.forEach(hash -> store.deleteUser(projectId, hash));
    return erased;
  }

  private List<FoundEvent> find(
      long projectId, Predicate<EventUser> wanted, ErasureProgress progress) {
    Map<ItemKey, FoundEvent> found = new LinkedHashMap<>();
    List<String> names = segments.segments(projectId);
    for (int i = 0; i < names.size(); i++) {
      for (PayloadSegments.Member member : segments.members(projectId, names.get(i))) {
        Optional<EventUser> user = EventUser.read(member.payload().path("user")).filter(wanted);
        if (user.isPresent()) {
          FoundEvent event =
              new FoundEvent(
                  key(projectId, member.payload()),
                  List.of(member.position()),
                  EventTags.of(member.payload()).values(),
                  user.get().hash());
          found.merge(event.key(), event, Erasure::together);
        }
      }
      progress.step("segments read", i + 1L, names.size());
    }
    return List.copyOf(found.values());
  }

  private static ItemKey key(long projectId, ObjectNode payload) {
    boolean transaction = payload.path("type").asText("").equals("transaction");
    return new ItemKey(
        projectId,
        transaction ? ItemKind.TRANSACTION : ItemKind.EVENT,
        payload.path("event_id").asText());
  }

  private static FoundEvent together(FoundEvent a, FoundEvent b) {
    List<PayloadPosition> positions = new ArrayList<>(a.positions());
    positions.addAll(b.positions());
    return new FoundEvent(a.key(), positions, a.tags(), a.userHash());
  }

  /** The issues of events, those they were saved into and those their hashes lead to now. */
  private Set<IssueId> issues(List<FoundEvent> found) {
    Set<IssueId> all = new HashSet<>();
    Set<HashKey> hashes = new HashSet<>();
    for (EventRecord record : recordsOf(found).values()) {
      if (record.hash() != null && record.issue() != null) {
        all.add(record.issue());
        hashes.add(record.hash().key());
      }
    }
    for (HashRow row : issues.findHashes(hashes).values()) {
      if (row.issue() != null) {
        all.add(row.issue());
      }
    }
    return all;
  }

  private Map<ItemKey, EventRecord> recordsOf(List<FoundEvent> found) {
    return found.isEmpty() ? Map.of() : records(found.stream().map(FoundEvent::key).toList());
  }

  /** What was dropped is left out, unless a delivery that died may have stored its payload. */
  private Map<ItemKey, EventRecord> records(Collection<ItemKey> keys) {
    Map<ItemKey, EventRecord> found = new HashMap<>(records.find(keys));
    found.values().removeIf(record -> !record.isCounted() && record.left().isEmpty());
    return found;
  }

  private Erased erase(long projectId, List<FoundEvent> found, ErasureProgress progress) {
    long deleted = eraseAttachments(projectId, found);
    Map<ItemKey, EventRecord> known = recordsOf(found);
    long done = 0;
    for (FoundEvent event : found) {
      EventRecord record = known.get(event.key());
      if (record != null) {
        store.unlist(record, event.tags());
      }
      store.deleteReport(projectId, event.key().id());
      done++;
      progress.step("events taken off lists", done, found.size());
    }
    payloads.erase(projectId, found.stream().flatMap(event -> event.positions().stream()).toList());
    // After the payload: the record says where it is.
    known.keySet().forEach(store::strip);
    return new Erased(found.size(), deleted);
  }

  private long eraseAttachments(long projectId, List<FoundEvent> found) {
    List<AttachmentRecord> records = new ArrayList<>();
    for (FoundEvent event : found) {
      records.addAll(attachments.list(projectId, event.key().id()));
    }
    Set<StoredContent> contents = contents(records);
    if (!contents.isEmpty()) {
      Set<String> eventIds =
          found.stream().map(event -> event.key().id()).collect(Collectors.toSet());
      contents.removeAll(store.shared(projectId, contents, eventIds));
      contents.forEach(content -> store.deleteContent(projectId, content));
    }
    records.forEach(store::deleteAttachment);
    return records.size();
  }

  private static Set<StoredContent> contents(Collection<AttachmentRecord> records) {
    Set<StoredContent> contents = new HashSet<>();
    for (AttachmentRecord record : records) {
      if (record.fate() instanceof AttachmentFate.Stored stored) {
        contents.add(stored.content());
      }
    }
    return contents;
  }
}
