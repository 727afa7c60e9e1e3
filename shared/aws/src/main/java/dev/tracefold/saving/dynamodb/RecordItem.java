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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an event's record as an item of less than 1 KB, one write unit, and reads it back. */
public final class RecordItem {

  /** Of one line each: segment, offset and length. */
  public static final String LEFT = "left_payloads";

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
          .with("epoch", record.epoch());
    }
    Boolean reopens = record.reopens();
    if (reopens != null) {
      item.with("reopens", reopens);
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
    return item.with("dropped", record.dropped());
  }

  /**
   * A record that takes the place of one whose attempt died: it notes where that one may have left
   * the payload.
   */
  static Item inPlaceOf(Item dead, Item fresh) {
    List<PayloadPosition> left = new ArrayList<>(left(dead));
    PayloadPosition position = position(dead);
    if (position != null) {
      left.add(position);
    }
    return left.isEmpty() ? fresh : fresh.with(LEFT, text(left));
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
        item.attributes().containsKey("reopens") ? item.flag("reopens") : null,
        Instant.ofEpochMilli(item.number("happened")),
        position(item),
        left(item),
        item.optionalText("dropped").orElse(null));
  }

  private static String text(List<PayloadPosition> positions) {
    return positions.stream()
        .map(p -> "%s %d %d".formatted(p.segment(), p.offset(), p.length()))
        .collect(Collectors.joining("\n"));
  }

  private static List<PayloadPosition> left(Item item) {
    List<PayloadPosition> left = new ArrayList<>();
    for (String line : item.optionalText(LEFT).stream().flatMap(String::lines).toList()) {
      String[] parts = line.split(" ", -1);
      left.add(new PayloadPosition(parts[0], Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
    }
    return left;
  }

  private static @Nullable PayloadPosition position(Item item) {
    return item.optionalText("segment")
        .map(s -> new PayloadPosition(s, item.number("offset"), (int) item.number("length")))
        .orElse(null);
  }
}
