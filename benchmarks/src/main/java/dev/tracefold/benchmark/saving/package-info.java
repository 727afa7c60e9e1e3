/** Throughput of saving: the whole function on answers that are there at once. */
@NullMarked
package dev.tracefold.benchmark.saving;

import org.jspecify.annotations.NullMarked;
