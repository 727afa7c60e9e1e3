package dev.tracefold.outcome;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What kind of item an outcome is about, with its code on the wire (event-saving 17.2). */
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
  SESSION(5);

  private final int code;

  DataCategory(int code) {
    this.code = code;
  }

  /** The number that stands for this category in messages. */
  public int code() {
    return code;
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
