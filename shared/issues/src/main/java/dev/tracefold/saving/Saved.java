package dev.tracefold.saving;

import org.jspecify.annotations.Nullable;

/**
 * An event that is counted, now or before, with what is remembered of it.
 *
 * @param occurrence the event as delivered
 * @param record as it stands
 * @param level index of the hierarchical hash that its issue stands for, or null
 */
record Saved(Occurrence occurrence, EventRecord record, @Nullable Integer level) {}
