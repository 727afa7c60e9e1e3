/** Recorded and own vectors, and what must hold whatever comes in. */
@NullMarked
package dev.tracefold.grouping;

import org.jspecify.annotations.NullMarked;
