package dev.tracefold.saving;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Decides the fate of items, each exactly once. A store that is out of reach throws. */
public interface EventLedger extends EventRecords {

  /**
   * Counts items that were not counted before, or notes that they are dropped.
   *
   * @param items with distinct keys
   * @param storing is told, at most once, which of them are about to be decided here; when it
   *     returns, what their records point to is stored
   * @return of each what was done
   */
  Map<ItemKey, Fate> count(List<Countable> items, Consumer<Set<ItemKey>> storing);
}
