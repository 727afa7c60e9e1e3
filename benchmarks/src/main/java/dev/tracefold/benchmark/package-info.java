/** What things take: time, memory and money. One command runs all of it: {@code benchmarks/run}. */
@NullMarked
package dev.tracefold.benchmark;

import org.jspecify.annotations.NullMarked;
