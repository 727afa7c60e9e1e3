/**
 * Brings a payload into the form that grouping and saving rely on (event-saving 3): keys, shapes,
 * lengths, times, names and tags. What is wrong is removed and named among the event's {@code
 * errors}; nothing here fails, whatever JSON comes.
 */
@NullMarked
package dev.tracefold.intake.normalization;

import org.jspecify.annotations.NullMarked;
