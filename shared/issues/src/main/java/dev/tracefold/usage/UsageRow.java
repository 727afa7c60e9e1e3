package dev.tracefold.usage;

import dev.tracefold.outcome.OutcomeMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A usage counter, or what is to be added to one.
 *
 * @param key what it counts
 * @param items how many items there were
 * @param quantity items too, but bytes for attachments (event-saving 17.2)
 */
public record UsageRow(UsageKey key, long items, long quantity) {

  public UsageRow {
    if (items < 0 || quantity < 0) {
      throw new IllegalArgumentException(
          "a usage counter has %d items and quantity %d; expected 0 or more"
              .formatted(items, quantity));
    }
  }

  /** Returns this counter with the other one of the same key added. */
  public UsageRow plus(UsageRow other) {
    if (!key.equals(other.key)) {
      throw new IllegalArgumentException("usage counters of different keys cannot be added");
    }
    return new UsageRow(key, items + other.items, quantity + other.quantity);
  }

  /** One addition per counter that the messages belong to, in the order of the first of each. */
  public static List<UsageRow> fold(List<OutcomeMessage> messages) {
    Map<UsageKey, UsageRow> rows = new LinkedHashMap<>();
    for (OutcomeMessage message : messages) {
      UsageRow row = new UsageRow(UsageKey.of(message), 1, message.quantity());
      rows.merge(row.key(), row, UsageRow::plus);
    }
    return List.copyOf(rows.values());
  }
}
