/**
 * Counting things exactly once, however often they are delivered and wherever a function dies: the
 * protocol of commit records, as a state machine without I/O. Its proof is in {@code
 * docs/decisions/counting.md}; a test explores every interleaving of three attempts.
 */
@NullMarked
package dev.tracefold.counting;

import org.jspecify.annotations.NullMarked;
