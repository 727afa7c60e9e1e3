package dev.tracefold.usage;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one usage counter counts, and its place in the table: one partition per project and day, one
 * row per hour, key, category, outcome and reason in it, spread over a few shards.
 *
 * @param projectId project
 * @param hour the hour, UTC, in which the items came in; cut to it
 * @param keyId project key, or null for items that came without one
 * @param category what the items are
 * @param outcome what became of them; reasons of clients' own reports are limited to {@link
 *     #CLIENT_REASONS}, so that nobody outside decides how many rows there are
 */
public record UsageKey(
    long projectId, Instant hour, @Nullable Long keyId, DataCategory category, Outcome outcome) {

  /** Rows that one counter is spread over, so that concurrent functions rarely meet in one. */
  public static final int SHARDS = 8;

  /** Why SDKs drop items, in their own words; whatever else a client says counts as "other". */
  public static final Set<String> CLIENT_REASONS =
      Set.of(
          "backpressure",
          "before_send",
          "buffer_overflow",
          "cache_overflow",
          "event_processor",
          "ignored",
          "insufficient_data",
          "internal_sdk_error",
          "invalid",
          "network_error",
          "no_parent_span",
          "queue_overflow",
          "ratelimit_backoff",
          "sample_rate",
          "send_error",
          "too_big");

  private static final String OTHER = "other";

  /** Stands for "no key" and "no reason"; neither can look like it. */
  private static final String NONE = "-";

  public UsageKey {
    hour = hour.truncatedTo(ChronoUnit.HOURS);
    if (outcome instanceof Outcome.ClientDiscard discard
        && !CLIENT_REASONS.contains(discard.reason())) {
      outcome = new Outcome.ClientDiscard(OTHER);
    }
  }

  /** The counter that a message belongs to. */
  public static UsageKey of(OutcomeMessage message) {
    return new UsageKey(
        message.projectId(),
        message.timestamp(),
        message.keyId(),
        message.category(),
        message.outcome());
  }

  /** The partition of a project's day: {@code U#<project>#<yyyy-mm-dd>}. */
  public static String partition(long projectId, LocalDate day) {
    return "U#%d#%s".formatted(projectId, day);
  }

  /** This counter's partition. */
  public String partition() {
    return partition(projectId, LocalDate.ofInstant(hour, ZoneOffset.UTC));
  }

  /**
   * One of this counter's rows: {@code <hour>#<key>#<category>#<outcome>#<reason>#<shard>}, the
   * hour with two digits, codes as numbers, {@code -} for no key and for no reason, and reasons as
   * in a URL.
   *
   * @param shard from 0 to {@link #SHARDS} - 1; any: the counter is the sum of its rows
   */
  public String row(int shard) {
    String reason = outcome.reason();
    return String.format(
        Locale.ROOT,
        "%02d#%s#%d#%d#%s#%d",
        hour.atOffset(ZoneOffset.UTC).getHour(),
        keyId == null ? NONE : keyId.toString(),
        category.code(),
        outcome.code(),
        reason == null ? NONE : encoded(reason),
        shard);
  }

  /**
   * The counter that has a row, the reverse of {@link #partition()} and {@link #row}.
   *
   * @return empty for a row of another form, which is not ours or not of this version
   */
  public static Optional<UsageKey> parse(String partition, String row) {
    String[] place = partition.split("#", -1);
    String[] parts = row.split("#", -1);
    if (place.length != 3 || !place[0].equals("U") || parts.length != 6) {
      return Optional.empty();
    }
    try {
      long projectId = Long.parseLong(place[1]);
      Instant hour =
          LocalDate.parse(place[2]).atTime(Integer.parseInt(parts[0]), 0).toInstant(ZoneOffset.UTC);
      Long keyId = parts[1].equals(NONE) ? null : Long.valueOf(parts[1]);
      String reason =
          parts[4].equals(NONE) ? null : URLDecoder.decode(parts[4], StandardCharsets.UTF_8);
      Optional<DataCategory> category = DataCategory.of(Integer.parseInt(parts[2]));
      Optional<Outcome> outcome = Outcome.of(Integer.parseInt(parts[3]), reason);
      return category.isEmpty() || outcome.isEmpty()
          ? Optional.empty()
          : Optional.of(new UsageKey(projectId, hour, keyId, category.get(), outcome.get()));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A reason of its own that is "-" is encoded by hand: the encoder leaves it alone. */
  private static String encoded(String reason) {
    return reason.equals(NONE) ? "%2D" : URLEncoder.encode(reason, StandardCharsets.UTF_8);
  }
}
