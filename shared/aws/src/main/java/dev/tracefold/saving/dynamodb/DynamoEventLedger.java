package dev.tracefold.saving.dynamodb;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tracefold.aws.Item;
import dev.tracefold.counting.DeduplicationHorizon;
import dev.tracefold.counting.dynamodb.Counted;
import dev.tracefold.counting.dynamodb.DynamoCounting;
import dev.tracefold.saving.Countable;
import dev.tracefold.saving.EventLedger;
import dev.tracefold.saving.EventRecord;
import dev.tracefold.saving.Fate;
import dev.tracefold.saving.ItemKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Counts events by {@link DynamoCounting}, with as many attempts as transactions are needed. */
public final class DynamoEventLedger implements EventLedger {

  /** Keeps the lists of one attempt well below the 4 MB of a transaction and 400 KB of an item. */
  private static final int ITEMS_MAX = 1000;

  /** Names of the tables that are written to. */
  public record Tables(String issues, String events, String usage) {}

  private final DynamoCounting counting;
  private final DynamoEventRecords records;
  private final Additions additions;
  private final Clock clock;
  private final Supplier<String> attemptIds;
  private final IntSupplier random;

  /**
   * @param retention how long lists and series are kept
   * @param attemptIds draws ids that are never drawn twice, also by a restored snapshot
   * @param random spreads counters
   */
  public DynamoEventLedger(
      DynamoDbClient dynamoDb,
      Tables tables,
      Duration retention,
      Clock clock,
      Supplier<String> attemptIds,
      IntSupplier random) {
    this.counting =
        new DynamoCounting(dynamoDb, tables.events(), clock, DeduplicationHorizon.of(retention));
    this.records = new DynamoEventRecords(counting);
    this.additions = new Additions(tables.issues(), tables.events(), tables.usage(), retention);
    this.clock = Objects.requireNonNull(clock, "clock");
    this.attemptIds = Objects.requireNonNull(attemptIds, "attemptIds");
    this.random = Objects.requireNonNull(random, "random");
  }

  @Override
  public Map<ItemKey, EventRecord> find(Collection<ItemKey> keys) {
    return records.find(keys);
  }

  /** One transaction's worth of items. */
  private record Part(Map<String, Countable> byId, DynamoCounting.Claimed claimed) {

    /** Those with these ids, in the order in which they came. */
    List<Countable> items(Set<String> ids) {
      return byId.entrySet().stream()
          .filter(entry -> ids.contains(entry.getKey()))
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  /** All parts are claimed before any is committed: what they point to is stored between. */
  @Override
  public Map<ItemKey, Fate> count(List<Countable> items, Consumer<Set<ItemKey>> storing) {
    List<Part> parts = chunks(items).stream().map(this::claim).toList();
    Set<ItemKey> owned =
        parts.stream()
            .flatMap(part -> part.items(part.claimed().owned()).stream())
            .map(item -> item.record().key())
            .collect(toUnmodifiableSet());
    if (!owned.isEmpty()) {
      storing.accept(owned);
    }
    Map<ItemKey, Fate> fates = new HashMap<>();
    int shard = random.getAsInt();
    parts.forEach(part -> commit(part, shard, fates));
    return fates;
  }

  private Part claim(List<Countable> chunk) {
    Map<String, Countable> byId = new LinkedHashMap<>();
    Map<String, Item> records = new LinkedHashMap<>();
    for (Countable item : chunk) {
      String id = RecordItem.partition(item.record().key());
      byId.put(id, item);
      records.put(id, RecordItem.write(item.record()));
    }
    return new Part(byId, counting.claim(attemptIds.get(), records, RecordItem::inPlaceOf));
  }

  private void commit(Part part, int shard, Map<ItemKey, Fate> fates) {
    String attempt = part.claimed().attempt().id();
    Map<String, Counted> results =
        counting.commit(
            part.claimed(), ids -> additions.of(part.items(ids), attempt, shard, clock.instant()));
    results.forEach(
        (id, result) -> {
          ItemKey key = Objects.requireNonNull(part.byId().get(id)).record().key();
          fates.put(
              key,
              switch (result) {
                case Counted.Now now -> new Fate.CountedNow();
                case Counted.Before before ->
                    new Fate.CountedBefore(RecordItem.read(key, before.record()));
                case Counted.Later later -> new Fate.Later();
              });
        });
  }

  /**
   * Parts the items so that each part's additions fit one transaction, those of one hash together:
   * the fewer parts a hash is in, the fewer rows are written.
   */
  private static List<List<Countable>> chunks(List<Countable> items) {
    List<List<Countable>> chunks = new ArrayList<>();
    List<Countable> chunk = new ArrayList<>();
    Set<Object> rows = new HashSet<>();
    List<Countable> sorted =
        items.stream().sorted(comparing(item -> String.valueOf(item.record().hash()))).toList();
    for (Countable item : sorted) {
      Set<Object> more = new HashSet<>(rows);
      more.addAll(Additions.rows(item));
      if (more.size() > DynamoCounting.ADDITIONS_MAX || chunk.size() == ITEMS_MAX) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        more = Additions.rows(item);
      }
      chunk.add(item);
      rows = more;
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
