package dev.tracefold.saving;

import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.IssueId;
import dev.tracefold.payload.PayloadPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an item whose fate is decided, counted or dropped, so that a redelivery is
 * recognised and says the same as the first delivery did.
 *
 * @param key the item
 * @param hash what found its issue; null for what has no issue
 * @param issue its issue when it was counted; null for what has none
 * @param epoch the issue's epoch as it was read then
 * @param reopens whether it is to reopen its issue, as was judged by what was read then; false if
 *     that is forbidden, null if it is not in question
 * @param datetime when the event happened, to the millisecond, as it is stored: what is decided by
 *     it now is decided the same by a redelivery
 * @param position where its payload lies; null if it was erased, and for a user's report, which has
 *     a row of its own
 * @param left where deliveries that died before they counted may have left the payload too
 * @param dropped reason of the outcome that says that it is filtered; null if it is counted
 */
public record EventRecord(
    ItemKey key,
    @Nullable CountedHash hash,
    @Nullable IssueId issue,
    long epoch,
    @Nullable Boolean reopens,
    Instant datetime,
    @Nullable PayloadPosition position,
    List<PayloadPosition> left,
    @Nullable String dropped) {

  /** An item that is counted; a user's report has no hash, no issue and no position. */
  static EventRecord counted(
      ItemKey key,
      @Nullable CountedHash hash,
      @Nullable IssueId issue,
      long epoch,
      @Nullable Boolean reopens,
      Instant datetime,
      @Nullable PayloadPosition position) {
    return new EventRecord(key, hash, issue, epoch, reopens, datetime, position, List.of(), null);
  }

  /**
   * An item that nobody wants.
   *
   * @param reason of its outcome
   */
  static EventRecord dropped(ItemKey key, Instant datetime, String reason) {
    return new EventRecord(key, null, null, 0, null, datetime, null, List.of(), reason);
  }

  /** Whether it is counted, in its issue and in the usage. */
  public boolean isCounted() {
    return dropped == null;
  }

  /** Whether what it says was erased: then a redelivery says it no more. */
  public boolean isErased() {
    return isCounted() && position == null && key.kind() != ItemKind.USER_REPORT;
  }

  public EventRecord {
    Objects.requireNonNull(key, "key");
    left = List.copyOf(left);
    datetime = datetime.truncatedTo(ChronoUnit.MILLIS);
    if ((hash == null) != (issue == null)) {
      throw new IllegalArgumentException("an event has a hash and an issue, or neither");
    }
  }
}
