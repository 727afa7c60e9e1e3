/** What things take: time, memory and money. */
@NullMarked
package dev.tracefold.benchmarks;

import org.jspecify.annotations.NullMarked;
