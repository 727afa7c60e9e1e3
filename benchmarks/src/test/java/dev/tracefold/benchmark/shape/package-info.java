/** Tests of shapes and their events. */
@NullMarked
package dev.tracefold.benchmark.shape;

import org.jspecify.annotations.NullMarked;
