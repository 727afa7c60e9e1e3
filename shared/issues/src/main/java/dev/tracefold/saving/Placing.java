package dev.tracefold.saving;

import dev.tracefold.issue.CountedHash;
import dev.tracefold.issue.Issue;
import org.jspecify.annotations.Nullable;

/** Where an event belongs. */
sealed interface Placing {

  /** The event. */
  Occurrence occurrence();

  /**
   * Into an issue.
   *
   * @param issue as it was read
   * @param via the hash that found it, by which it is counted
   * @param level index of that hash among the hierarchical ones, or null
   */
  record Placed(Occurrence occurrence, Issue issue, CountedHash via, @Nullable Integer level)
      implements Placing {}

  /** Its fate was decided before, and its issue has gone since: it creates none. */
  record Duplicate(Occurrence occurrence, EventRecord record) implements Placing {}

  /**
   * Nowhere: it is dropped on the user's or operator's wish.
   *
   * @param reason of its outcome
   */
  record Discarded(Occurrence occurrence, String reason) implements Placing {}

  /** Not decided; deliver it again later. */
  record Postponed(Occurrence occurrence, String why) implements Placing {}
}
