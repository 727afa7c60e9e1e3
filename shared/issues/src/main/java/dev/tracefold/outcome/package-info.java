/**
 * Outcomes: what became of an item that came in, told once and for good (event-saving 17).
 *
 * <p>Here are the messages and the place they are handed to; counting them is {@code usage}.
 */
@NullMarked
package dev.tracefold.outcome;

import org.jspecify.annotations.NullMarked;
