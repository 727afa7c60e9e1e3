/**
 * What came over HTTP as bytes: decompressed within a limit, and sliced without copying. Says
 * nothing about what the bytes mean.
 */
@NullMarked
package dev.tracefold.intake.body;

import org.jspecify.annotations.NullMarked;
