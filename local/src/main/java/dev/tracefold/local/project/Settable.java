package dev.tracefold.local.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** An option that an operator may set, with what it takes. */
interface Settable {

  /** The name under which Sentry and others know it. */
  String wireName();

  /** What it says, for people. */
  String description();

  /**
   * A value as an operator writes it.
   *
   * @throws RefusedValue if the option would not take effect with it
   */
  JsonNode read(String text) throws RefusedValue;

  /** The option of a name, or empty if nothing reads such an option. */
  static Optional<Settable> find(List<? extends Settable> options, String wireName) {
    for (Settable option : options) {
      if (option.wireName().equals(wireName)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }
}
