package dev.tracefold.receiving;

import dev.tracefold.intake.envelope.EnvelopeItem;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import org.jspecify.annotations.Nullable;

/**
 * An item and its place in its envelope.
 *
 * @param index from 0
 */
record IndexedItem(int index, EnvelopeItem item) {

  /** What tells it apart among all items that have no id of their own. */
  String id(Arrival arrival) {
    return arrival.requestId() + "/" + index;
  }

  /**
   * The message that tells its fate where it goes no further.
   *
   * @param eventId of its envelope, or null
   */
  OutcomeMessage outcome(Arrival arrival, @Nullable String eventId, Outcome outcome) {
    return arrival.outcome(
        outcome, Categories.of(item.type()), id(arrival), eventId, Categories.quantity(item));
  }
}
