package dev.tracefold.outcome;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item, as it is told to those who count (event-saving 17.1).
 *
 * @param id the same on every redelivery of the item, see {@link #id}
 * @param counted whether the usage counters already include it
 * @param timestamp when the item came in, to the microsecond
 * @param orgId organisation
 * @param projectId project
 * @param keyId project key that the item came with, or null
 * @param outcome what became of it
 * @param eventId the event that the item is or belongs to, or null
 * @param category what the item is
 * @param quantity items, or bytes for attachments; 0 stays 0
 * @param correction whether it takes back what was told with the rest of it: an operator gave the
 *     item another chance
 */
public record OutcomeMessage(
    String id,
    boolean counted,
    Instant timestamp,
    long orgId,
    long projectId,
    @Nullable Long keyId,
    Outcome outcome,
    @Nullable String eventId,
    DataCategory category,
    long quantity,
    boolean correction) {

  /** Enough for a project, a category and the id of any item; the counters keep it as a key. */
  public static final int ID_LENGTH_MAX = 300;

  private static final String CORRECTION_SUFFIX = ":corrected";

  public OutcomeMessage {
    if (id.isEmpty() || id.length() > ID_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "an outcome's id has %d characters; expected 1 to %d"
              .formatted(id.length(), ID_LENGTH_MAX));
    }
    if (quantity < 0) {
      throw new IllegalArgumentException(
          "an outcome's quantity is %d; expected 0 or more".formatted(quantity));
    }
    timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
  }

  /** An outcome that stands. */
  public OutcomeMessage(
      String id,
      boolean counted,
      Instant timestamp,
      long orgId,
      long projectId,
      @Nullable Long keyId,
      Outcome outcome,
      @Nullable String eventId,
      DataCategory category,
      long quantity) {
    this(
        id, counted, timestamp, orgId, projectId, keyId, outcome, eventId, category, quantity,
        false);
  }

  /** The message that takes this one back; the same however often it is asked for. */
  public OutcomeMessage correcting() {
    return new OutcomeMessage(
        id + CORRECTION_SUFFIX,
        false,
        timestamp,
        orgId,
        projectId,
        keyId,
        outcome,
        eventId,
        category,
        quantity,
        true);
  }

  /**
   * The id of an item's outcome: equal for the same item and fate, however often it is delivered.
   *
   * @param itemId the event's id; for an attachment {@code <event id>/<attachment id>}; for a
   *     client's report any text that names the report and its entry
   */
  public static String id(long projectId, DataCategory category, String itemId, Outcome outcome) {
    return "%d:%d:%s:%d".formatted(projectId, category.code(), itemId, outcome.code());
  }

  /**
   * The id of an outcome of an item that an operator has given another chance: each outcome before
   * was taken back, so that one with its id would not count.
   *
   * @param reacceptances how often; 0 gives the same as without
   */
  public static String id(
      long projectId, DataCategory category, String itemId, Outcome outcome, int reacceptances) {
    String id = id(projectId, category, itemId, outcome);
    return reacceptances == 0 ? id : id + ":" + reacceptances;
  }

  /** The message as compact JSON, nulls included. */
  public String toJson() {
    return OutcomeJson.write(this);
  }

  /** Reads a message; never fails. Unknown members are ignored. */
  public static OutcomeReading read(String json) {
    return OutcomeJson.read(json);
  }
}
