/**
 * From an event to its variants and hashes. Pure: the same event and configuration always give the
 * same answer.
 *
 * <p>{@link dev.tracefold.grouping.Grouper} is the way in (grouping 2). {@link
 * dev.tracefold.grouping.VariantSelection} chooses between checksum, fingerprint and strategies
 * (6), {@link dev.tracefold.grouping.StrategyRun} runs every {@link
 * dev.tracefold.grouping.Strategy} (7, 8), classes named Legacy (10) and Newstyle (11, 12) build
 * {@link dev.tracefold.grouping.Component components} (4) out of frames, exceptions and threads,
 * {@link dev.tracefold.grouping.HierarchicalStacktrace} cuts levels (14), and {@link
 * dev.tracefold.grouping.ValueHash} makes hashes of them (5).
 */
@NullMarked
package dev.tracefold.grouping;

import org.jspecify.annotations.NullMarked;
