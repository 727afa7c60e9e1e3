package dev.tracefold.saving;

import java.util.Optional;

/** What a message of the events queue holds; each kind has event ids of its own. */
public enum ItemKind {
  EVENT("event"),
  TRANSACTION("transaction"),
  USER_REPORT("user_report");

  private final String wireName;

  ItemKind(String wireName) {
    this.wireName = wireName;
  }

  /** Its name in messages and keys. */
  public String wireName() {
    return wireName;
  }

  /** The kind of this name. */
  public static Optional<ItemKind> of(String wireName) {
    for (ItemKind kind : values()) {
      if (kind.wireName.equals(wireName)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
