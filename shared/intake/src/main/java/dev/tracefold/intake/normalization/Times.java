package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** An event's times: read, corrected for the sender's clock, moved near the present. */
final class Times {

  /** How far ahead a clock may be (event-saving 26.2). */
  static final Duration FUTURE_MAX = Duration.ofSeconds(60);

  /** How old an event may be (event-saving 26.2). */
  static final Duration AGE_MAX = Duration.ofDays(30);

  /** Smaller differences are delays of the network and queues of the sender, as Sentry has it. */
  static final Duration DRIFT_MIN = Duration.ofMinutes(55);

  private static final long MICROS = 1_000_000;

  /** Years 1 to 9999: beyond lie mistaken units. */
  private static final BigDecimal SECONDS_MAX = new BigDecimal("253402300799");

  private final ObjectNode payload;
  private final NormalizationContext context;
  private final EventErrors errors;

  private Times(ObjectNode payload, NormalizationContext context, EventErrors errors) {
    this.payload = payload;
    this.context = context;
    this.errors = errors;
  }

  static void normalize(ObjectNode payload, NormalizationContext context, EventErrors errors) {
    new Times(payload, context, errors).normalize();
  }

  private void normalize() {
    payload.put("received", seconds(context.receivedAt()));
    Optional<Instant> sent = sent();
    Duration shift = sent.map(this::shift).orElse(clockDrift());
    payload.put(
        "timestamp", seconds(sent.map(time -> time.plus(shift)).orElse(context.receivedAt())));
    move("start_timestamp", payload, shift);
    for (JsonNode crumb : list(payload.path("breadcrumbs"))) {
      if (crumb instanceof ObjectNode breadcrumb) {
        move("timestamp", breadcrumb, shift);
      }
    }
    for (JsonNode node : list(payload.path("spans"))) {
      if (node instanceof ObjectNode span) {
        move("timestamp", span, shift);
        move("start_timestamp", span, shift);
      }
    }
  }

  private static JsonNode list(JsonNode node) {
    return node.isArray() ? node : node.path("values");
  }

  private Optional<Instant> sent() {
    JsonNode sent = payload.path("timestamp");
    Optional<Instant> read = read(sent);
    if (read.isEmpty() && !sent.isMissingNode() && !sent.isNull()) {
      errors.add(EventErrors.INVALID_DATA, "timestamp", sent);
    }
    return read;
  }

  /** How far all times move, so that the event's own is near the present. */
  private Duration shift(Instant sent) {
    Duration drift = clockDrift();
    if (!drift.isZero()) {
      errors.add(EventErrors.CLOCK_DRIFT, "timestamp", payload.get("timestamp"));
    }
    Instant time = sent.plus(drift);
    if (time.isAfter(context.receivedAt().plus(FUTURE_MAX))) {
      errors.add(EventErrors.FUTURE_TIMESTAMP, "timestamp", payload.get("timestamp"));
    } else if (time.isBefore(context.receivedAt().minus(AGE_MAX))) {
      errors.add(EventErrors.PAST_TIMESTAMP, "timestamp", payload.get("timestamp"));
    } else {
      return drift;
    }
    return Duration.between(sent, context.receivedAt());
  }

  /** What the sender's clock was behind, zero if that may be the delay of the network. */
  private Duration clockDrift() {
    if (context.sentAt() == null) {
      return Duration.ZERO;
    }
    Duration drift = Duration.between(context.sentAt(), context.receivedAt());
    return !isOfCalendar(context.sentAt()) || drift.abs().compareTo(DRIFT_MIN) < 0
        ? Duration.ZERO
        : drift;
  }

  private static void move(String name, ObjectNode object, Duration shift) {
    JsonNode value = object.get(name);
    if (value != null) {
      read(value).ifPresent(time -> object.put(name, seconds(time.plus(shift))));
    }
  }

  /** Unix seconds, or ISO 8601 with or without an offset; without one it is UTC. */
  static Optional<Instant> read(JsonNode value) {
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      BigDecimal seconds = value.decimalValue();
      return seconds.abs().compareTo(SECONDS_MAX) > 0
          ? Optional.empty()
          : Optional.of(
              Instant.EPOCH.plus(
                  seconds.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValue(),
                  ChronoUnit.MICROS));
    }
    if (!value.isTextual()) {
      return Optional.empty();
    }
    String text = value.textValue().strip().replace(' ', 'T');
    return parse(text).filter(Times::isOfCalendar);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException noOffset) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException neither) {
        return Optional.empty();
      }
    }
  }

  /** Java reads years of nine digits, which no sum and no count of microseconds holds. */
  private static boolean isOfCalendar(Instant time) {
    return Math.abs(time.getEpochSecond()) <= SECONDS_MAX.longValue();
  }

  /** Unix seconds to the microsecond. */
  static double seconds(Instant time) {
    return (double) ChronoUnit.MICROS.between(Instant.EPOCH, time) / MICROS;
  }
}
