package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.NameRules;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.text.UnicodeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What saving reads off a payload before anything is looked up (event-saving 6.1).
 *
 * @param type kind of event
 * @param platform platform, or null
 * @param logger name of the logger; empty if there is none
 * @param level severity as the payload spells it, or null; see {@link #levelNumber}
 * @param transaction name of the transaction; null if there is none, never empty
 * @param release version as the payload spells it; null if there is none, never empty
 * @param dist distribution of the release; null if there is none, never empty
 * @param environment name; empty if there is none, which is an environment of its own
 * @param datetime when it happened, to the microsecond
 * @param received when it was received, to the microsecond
 * @param user whom it happened to
 */
public record EventAttributes(
    EventType type,
    @Nullable String platform,
    String logger,
    @Nullable String level,
    @Nullable String transaction,
    @Nullable String release,
    @Nullable String dist,
    String environment,
    Instant datetime,
    Instant received,
    Optional<EventUser> user) {

  /** Times are kept in years of four digits, which is what JSON times can say. */
  private static final BigDecimal SECONDS_MAX = new BigDecimal("253402300799");

  private static final int MICROSECOND_DIGITS = 6;

  /**
   * Reads a payload.
   *
   * @param now stands in for a time of the event that is missing or unreadable
   */
  public static EventAttributes read(ObjectNode payload, Instant now) {
    Instant datetime =
        time(payload.path("timestamp")).orElseGet(() -> now.truncatedTo(ChronoUnit.MICROS));
    return new EventAttributes(
        EventType.of(payload.path("type").textValue()),
        payload.path("platform").textValue(),
        payload.path("logger").asText(""),
        payload.path("level").textValue(),
        filled(payload.path("transaction"), Integer.MAX_VALUE),
        filled(payload.path("release"), NameRules.STORED_RELEASE_LENGTH_MAX),
        filled(payload.path("dist"), NameRules.DIST_LENGTH_MAX),
        Objects.requireNonNullElse(
            filled(payload.path("environment"), NameRules.ENVIRONMENT_LENGTH_MAX), ""),
        datetime,
        time(payload.path("received"))
            .filter(received -> !received.equals(Instant.EPOCH))
            .orElseGet(() -> datetime.truncatedTo(ChronoUnit.SECONDS)),
        EventUser.read(payload.path("user")));
  }

  /** What outcomes count the event as. */
  public DataCategory category() {
    return DataCategory.ofEventType(type.key());
  }

  /** The number that an issue stores for the event's level. */
  public int levelNumber() {
    return Level.of(level).number();
  }

  /** Unix seconds, rounded to the nearest microsecond; empty if it is no time. */
  private static Optional<Instant> time(JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      return Optional.empty();
    }
    if (Math.abs(node.doubleValue()) > SECONDS_MAX.doubleValue()) {
      return Optional.empty();
    }
    BigDecimal seconds =
        BigDecimal.valueOf(node.doubleValue()).setScale(MICROSECOND_DIGITS, RoundingMode.HALF_EVEN);
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Optional.of(
        Instant.ofEpochSecond(
            whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValueExact()));
  }

  /** Null if it is empty, or a name too long for a row: normalisation lets none through. */
  private static @Nullable String filled(JsonNode node, int lengthMax) {
    String text = node.asText("");
    return text.isEmpty() || UnicodeText.isLongerThan(text, lengthMax) ? null : text;
  }
}
