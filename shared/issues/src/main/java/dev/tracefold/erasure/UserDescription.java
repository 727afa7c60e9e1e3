package dev.tracefold.erasure;

import dev.tracefold.attribute.EventUser;
import java.util.Objects;

/**
 * How somebody names the user who is to be erased.
 *
 * @param kind what is known of the user
 * @param value its value, not empty
 */
public record UserDescription(Kind kind, String value) {

  /** What identifies a user. */
  public enum Kind {
    ID,
    USERNAME,
    EMAIL,
    IP_ADDRESS,
    /** The hash that issues count users by. */
    HASH
  }

  public UserDescription {
    Objects.requireNonNull(kind, "kind");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("expected a value that identifies the user, found none");
    }
  }

  /** The hash of a user of whom nothing else is known. */
  String hash() {
    return switch (kind) {
      case ID -> new EventUser(value, null, null, null, null).hash();
      case USERNAME -> new EventUser(null, value, null, null, null).hash();
      case EMAIL -> new EventUser(null, null, value, null, null).hash();
      case IP_ADDRESS -> new EventUser(null, null, null, value, null).hash();
      case HASH -> value;
    };
  }

  /**
   * Whether an event's user is the one. An address alone identifies only users of whom nothing else
   * is known: others share it.
   */
  boolean matches(EventUser user) {
    boolean same =
        switch (kind) {
          case ID -> value.equals(user.ident());
          case USERNAME -> value.equals(user.username());
          case EMAIL -> value.equals(user.email());
          case IP_ADDRESS, HASH -> false;
        };
    return same || user.hash().equals(hash());
  }
}
