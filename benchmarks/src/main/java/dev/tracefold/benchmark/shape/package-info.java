/** Shapes of batches: how many events of what kind, and events of that shape. */
@NullMarked
package dev.tracefold.benchmark.shape;

import org.jspecify.annotations.NullMarked;
