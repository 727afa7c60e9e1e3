package dev.tracefold.intake.envelope;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An envelope: what one request of an SDK carries.
 *
 * @param eventId 32 lower-case hex digits that the items belong to, or null if not named
 * @param dsn where the SDK thinks it sends to, as sent, or null
 * @param sentAt the sender's clock when it sent, for correcting times, or null
 * @param items in the order sent; may be empty
 */
public record Envelope(
    @Nullable String eventId,
    @Nullable String dsn,
    @Nullable Instant sentAt,
    List<EnvelopeItem> items) {

  public Envelope {
    items = List.copyOf(items);
  }

  /** The items, as other endpoints than the envelope one receive them. */
  public static Envelope of(@Nullable String eventId, List<EnvelopeItem> items) {
    return new Envelope(eventId, null, null, items);
  }
}
