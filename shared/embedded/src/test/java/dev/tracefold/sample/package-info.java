/** Tests of the files in {@code events/}. */
@NullMarked
package dev.tracefold.sample;

import org.jspecify.annotations.NullMarked;
