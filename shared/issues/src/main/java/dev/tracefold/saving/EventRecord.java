package dev.tracefold.saving;

import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.IssueId;
import dev.tracefold.payload.PayloadPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an item that was counted, so that a redelivery is recognised and says the
 * same as the first delivery did.
 *
 * @param key the item
 * @param hash what found its issue; null for what has no issue
 * @param issue its issue when it was counted; null for what has none
 * @param epoch the issue's epoch as it was read then
 * @param asks whether the issue's status then made the event ask for a regression
 * @param datetime when the event happened, to the millisecond, as it is stored: what is decided by
 *     it now is decided the same by a redelivery
 * @param position where its payload lies; null if it was erased, and for a user's report, which has
 *     a row of its own
 */
public record EventRecord(
    ItemKey key,
    @Nullable CountedHash hash,
    @Nullable IssueId issue,
    long epoch,
    boolean asks,
    Instant datetime,
    @Nullable PayloadPosition position) {

  /** Whether what it says was erased: then a redelivery says it no more. */
  public boolean isErased() {
    return position == null && key.kind() != ItemKind.USER_REPORT;
  }

  public EventRecord {
    Objects.requireNonNull(key, "key");
    datetime = datetime.truncatedTo(ChronoUnit.MILLIS);
    if ((hash == null) != (issue == null)) {
      throw new IllegalArgumentException("an event has a hash and an issue, or neither");
    }
  }
}
