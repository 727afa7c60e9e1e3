package dev.tracefold.counting;

import java.time.Instant;
import java.util.Objects;

/**
 * Which attempt a record belongs to.
 *
 * @param attempt id of the attempt, drawn anew for each
 * @param deadline until when other attempts leave this one alone; it only delays, never decides
 */
public record Stamp(String attempt, Instant deadline) {

  public Stamp {
    Objects.requireNonNull(attempt, "attempt");
    Objects.requireNonNull(deadline, "deadline");
  }
}
