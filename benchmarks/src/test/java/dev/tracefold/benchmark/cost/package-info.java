/** Tests of the cost meter. */
@NullMarked
package dev.tracefold.benchmark.cost;

import org.jspecify.annotations.NullMarked;
