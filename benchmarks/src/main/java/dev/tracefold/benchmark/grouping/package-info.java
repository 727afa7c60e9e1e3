/** What grouping an event takes, and what texts made to hurt it take. */
@NullMarked
package dev.tracefold.benchmark.grouping;

import org.jspecify.annotations.NullMarked;
