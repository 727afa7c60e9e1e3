package dev.tracefold.saving;

import java.util.Collection;
import java.util.Map;

/** Finds what is remembered of items whose fate is decided. A store that is out of reach throws. */
public interface EventRecords {

  /** The records of those items that were counted or dropped before. */
  Map<ItemKey, EventRecord> find(Collection<ItemKey> keys);
}
