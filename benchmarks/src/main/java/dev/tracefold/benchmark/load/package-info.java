/** Events through the whole local system, from the producer's send to the issue that shows them. */
@NullMarked
package dev.tracefold.benchmark.load;

import org.jspecify.annotations.NullMarked;
