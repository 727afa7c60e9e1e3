package dev.tracefold.intake.envelope;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The item types that SDKs send (since-2022 11.1), by their names on the wire. */
public enum ItemType {
  EVENT,
  TRANSACTION,
  SECURITY,
  RAW_SECURITY,
  ATTACHMENT,
  FORM_DATA,
  UNREAL_REPORT,
  USER_REPORT,
  FEEDBACK,
  SESSION,
  SESSIONS,
  CLIENT_REPORT,
  CHECK_IN,
  PROFILE,
  PROFILE_CHUNK,
  PROFILE_CHUNK_UI,
  REPLAY_EVENT,
  REPLAY_RECORDING,
  REPLAY_VIDEO,
  LOG,
  TRACE_METRIC,
  SPAN,
  OTEL_SPAN,
  OTEL_TRACES_DATA,
  STATSD,
  METRIC_BUCKETS,
  METRIC_META,
  NEL,
  /** A name that is in none of the lists: the item is left out, the rest of the envelope used. */
  UNKNOWN;

  private static final Map<String, ItemType> BY_NAME =
      Stream.of(values())
          .filter(type -> type != UNKNOWN)
          .collect(Collectors.toUnmodifiableMap(ItemType::wireName, Function.identity()));

  /** The type of a name on the wire, {@link #UNKNOWN} for any other text. */
  public static ItemType of(String wireName) {
    return BY_NAME.getOrDefault(wireName, UNKNOWN);
  }

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
