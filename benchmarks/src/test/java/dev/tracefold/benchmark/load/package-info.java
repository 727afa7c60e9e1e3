/** Tests of the load. */
@NullMarked
package dev.tracefold.benchmark.load;

import org.jspecify.annotations.NullMarked;
