package dev.tracefold.saving;

import java.time.Instant;
import java.util.Map;

/**
 * When the first event and the first transaction of each project happened (event-saving 5.4, step
 * 31, and 18.1): people who set a project up look for that.
 */
public interface FirstItems {

  /** Notes when an item happened, unless one of its kind was noted before; safe to repeat. */
  void ensure(long projectId, ItemKind kind, Instant happened);

  /** When the first item of each kind that there is happened. */
  Map<ItemKind, Instant> find(long projectId);
}
