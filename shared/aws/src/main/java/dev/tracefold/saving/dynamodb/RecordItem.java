package dev.tracefold.saving.dynamodb;

import dev.tracefold.aws.Item;
import dev.tracefold.counting.dynamodb.DynamoCounting;
import dev.tracefold.grouping.Hash;
import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.HashKey;
import dev.tracefold.issue.IssueId;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.saving.EventRecord;
import dev.tracefold.saving.ItemKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an event's record as an item of less than 1 KB, one write unit, and reads it back. */
public final class RecordItem {

  private RecordItem() {}

  /** The partition of a record. */
  public static String partition(ItemKey key) {
    return "E#%d#%s#%s".formatted(key.projectId(), key.kind().wireName(), key.id());
  }

  static Item write(EventRecord record) {
    Item item =
        DynamoCounting.record(partition(record.key()))
            .with("happened", record.datetime().toEpochMilli());
    CountedHash hash = record.hash();
    IssueId issue = record.issue();
    if (hash != null && issue != null) {
      item.with("hash", hash.key().hash().value())
          .with("issue", issue.value())
          .with("epoch", record.epoch())
          .with("asks", record.asks());
    }
    if (hash != null && hash.life() > 0) {
      item.with("life", hash.life());
    }
    PayloadPosition position = record.position();
    if (position != null) {
      item.with("segment", position.segment())
          .with("offset", position.offset())
          .with("length", position.length());
    }
    return item;
  }

  /** Reads a record of the item that it is of. */
  public static EventRecord read(ItemKey key, Item item) {
    Optional<CountedHash> hash =
        item.optionalText("hash")
            .map(text -> new HashKey(key.projectId(), new Hash(text)))
            .map(hashKey -> new CountedHash(hashKey, item.optionalNumber("life").orElse(0)));
    return new EventRecord(
        key,
        hash.orElse(null),
        item.optionalNumber("issue").stream().mapToObj(IssueId::new).findFirst().orElse(null),
        item.optionalNumber("epoch").orElse(0),
        item.flag("asks"),
        Instant.ofEpochMilli(item.number("happened")),
        position(item));
  }

  private static @Nullable PayloadPosition position(Item item) {
    return item.optionalText("segment")
        .map(s -> new PayloadPosition(s, item.number("offset"), (int) item.number("length")))
        .orElse(null);
  }
}
