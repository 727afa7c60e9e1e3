package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * The log message of an event.
 *
 * @param message the message before its parameters are filled in, or null
 * @param formatted the message as a person reads it, or null
 */
public record LogEntry(@Nullable String message, @Nullable String formatted) {

  /** A log entry without texts. */
  public static final LogEntry EMPTY = new LogEntry(null, null);
}
