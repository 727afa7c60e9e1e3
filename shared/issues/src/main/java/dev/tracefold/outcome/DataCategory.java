package dev.tracefold.outcome;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What kind of item an outcome is about, with its code on the wire (event-saving 17.2; from profile
 * on since-2022 9). The later ones are not saved here: their items end in an outcome at the intake.
 */
public enum DataCategory {
  /** Reserved; nothing here produces it. */
  DEFAULT(0),
  /** Events that are neither transactions nor security reports. */
  ERROR(1),
  TRANSACTION(2),
  /** Reports of browsers about a site's policies. */
  SECURITY(3),
  /** Counted in bytes. */
  ATTACHMENT(4),
  SESSION(5),
  PROFILE(6),
  REPLAY(7),
  /** Check-ins of scheduled jobs. */
  MONITOR(10),
  SPAN(12),
  /** User reports and user feedback. */
  FEEDBACK(14),
  METRIC_BUCKET(15),
  PROFILE_CHUNK(18),
  LOG_ITEM(23),
  /** Counted in bytes. */
  LOG_BYTE(24),
  PROFILE_CHUNK_UI(26),
  TRACE_METRIC(33),
  /** An item of which nobody here knows what it is. */
  UNKNOWN(-1);

  private final int code;

  DataCategory(int code) {
    this.code = code;
  }

  /** The number that stands for this category in messages. */
  public int code() {
    return code;
  }

  /** The name in headers and reports of SDKs: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The category that an SDK names, or {@link #UNKNOWN}. */
  public static DataCategory ofWireName(String name) {
    for (DataCategory category : values()) {
      if (category.wireName().equals(name)) {
        return category;
      }
    }
    return UNKNOWN;
  }

  /** The category with this code, or empty if there is none. */
  public static Optional<DataCategory> of(int code) {
    for (DataCategory category : values()) {
      if (category.code == code) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }

  /** The category of an event of this type; an unknown or missing type counts as an error. */
  public static DataCategory ofEventType(@Nullable String type) {
    if (type == null) {
      return ERROR;
    }
    return switch (type) {
      case "transaction" -> TRANSACTION;
      case "csp", "hpkp", "expectct", "expectstaple" -> SECURITY;
      default -> ERROR;
    };
  }
}
