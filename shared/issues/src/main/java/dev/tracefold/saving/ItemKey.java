package dev.tracefold.saving;

import java.util.Objects;

/**
 * What is counted once: an event, a transaction or a user's report.
 *
 * @param projectId owner
 * @param kind what it is
 * @param id 32 lower-case hex digits: the event's id; for a report the hash of what it says,
 *     because a second report of the same event is another item
 */
public record ItemKey(long projectId, ItemKind kind, String id) {

  public ItemKey {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
  }
}
