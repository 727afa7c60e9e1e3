/**
 * Usage: how much came in and what became of it, counted per project, key, category, outcome,
 * reason and hour.
 */
@NullMarked
package dev.tracefold.usage;

import org.jspecify.annotations.NullMarked;
