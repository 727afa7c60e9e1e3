package dev.tracefold.outcome;

/** What reading an outcome message gives. */
public sealed interface OutcomeReading {

  /** A message. */
  record Valid(OutcomeMessage message) implements OutcomeReading {}

  /**
   * No message, and no later attempt will find one.
   *
   * @param problem what was found and what was expected
   */
  record Malformed(String problem) implements OutcomeReading {}
}
