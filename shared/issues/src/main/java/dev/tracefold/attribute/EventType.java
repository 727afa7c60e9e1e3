package dev.tracefold.attribute;

import org.jspecify.annotations.Nullable;

/** What kind of event a payload is, which decides on metadata and title (event-saving 10.1). */
public enum EventType {
  DEFAULT("default"),
  ERROR("error"),
  CSP("csp"),
  HPKP("hpkp"),
  EXPECT_CT("expectct"),
  EXPECT_STAPLE("expectstaple"),
  TRANSACTION("transaction");

  private final String key;

  EventType(String key) {
    this.key = key;
  }

  /** The name in payloads. */
  public String key() {
    return key;
  }

  /** The type of this name; {@link #DEFAULT} if there is none or it is unknown. */
  public static EventType of(@Nullable String key) {
    for (EventType type : values()) {
      if (type.key.equals(key)) {
        return type;
      }
    }
    return DEFAULT;
  }
}
