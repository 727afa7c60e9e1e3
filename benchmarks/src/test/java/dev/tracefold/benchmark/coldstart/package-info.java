/** Tests of the cold starts. */
@NullMarked
package dev.tracefold.benchmark.coldstart;

import org.jspecify.annotations.NullMarked;
