package dev.tracefold.usage;

import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A usage counter, or what is to be added to one. Corrections subtract, so that an addition may be
 * negative, and a counter too while an outcome and its correction are apart.
 *
 * @param key what it counts
 * @param items how many items there were
 * @param quantity items too, but bytes for attachments (event-saving 17.2)
 * @param refunded units that quotas get back, see {@link #refund}
 */
public record UsageRow(UsageKey key, long items, long quantity, long refunded) {

  /** Reasons of items that were dropped after they had been let in. */
  private static final Set<String> REFUNDED_REASONS =
      Set.of(AttachmentRecord.REASON_DISCARDED, AttachmentRecord.REASON_CRASH_REPORT_LIMIT);

  /** Returns this counter with the other one of the same key added. */
  public UsageRow plus(UsageRow other) {
    if (!key.equals(other.key)) {
      throw new IllegalArgumentException("usage counters of different keys cannot be added");
    }
    return new UsageRow(
        key, items + other.items, quantity + other.quantity, refunded + other.refunded);
  }

  /** One addition per counter that the messages belong to, in the order of the first of each. */
  public static List<UsageRow> fold(List<OutcomeMessage> messages) {
    Map<UsageKey, UsageRow> rows = new LinkedHashMap<>();
    for (OutcomeMessage message : messages) {
      UsageRow row = of(message);
      rows.merge(row.key(), row, UsageRow::plus);
    }
    return List.copyOf(rows.values());
  }

  private static UsageRow of(OutcomeMessage message) {
    int sign = message.correction() ? -1 : 1;
    return new UsageRow(
        UsageKey.of(message), sign, sign * message.quantity(), sign * refund(message));
  }

  /**
   * What the quotas of an item's project, organisation and key get back (event-saving 15.3, 16.4):
   * nothing, unless it was dropped after it had been let in; then its quantity, at least 1.
   */
  static long refund(OutcomeMessage message) {
    return message.outcome() instanceof Outcome.Filtered filtered
            && REFUNDED_REASONS.contains(filtered.reason())
        ? Math.max(message.quantity(), 1)
        : 0;
  }
}
