/**
 * From an event to its variants and hashes. Pure: the same event and configuration always give the
 * same answer.
 */
@NullMarked
package dev.tracefold.grouping;

import org.jspecify.annotations.NullMarked;
