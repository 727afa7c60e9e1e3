package dev.tracefold.saving;

import java.util.List;
import java.util.Map;

/** Counts items, each exactly once. A store that is out of reach throws. */
public interface EventLedger extends EventRecords {

  /**
   * Counts items that were not counted before.
   *
   * @param items with distinct keys
   * @return of each what was done
   */
  Map<ItemKey, Fate> count(List<Countable> items);
}
