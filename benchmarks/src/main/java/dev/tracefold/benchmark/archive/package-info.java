/** What takes the space in the archives that are deployed. */
@NullMarked
package dev.tracefold.benchmark.archive;

import org.jspecify.annotations.NullMarked;
