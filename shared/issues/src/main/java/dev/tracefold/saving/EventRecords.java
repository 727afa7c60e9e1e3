package dev.tracefold.saving;

import java.util.Collection;
import java.util.Map;

/** Finds what is remembered of items that were counted. A store that is out of reach throws. */
public interface EventRecords {

  /** The records of those items that were counted before. */
  Map<ItemKey, EventRecord> findCounted(Collection<ItemKey> keys);
}
