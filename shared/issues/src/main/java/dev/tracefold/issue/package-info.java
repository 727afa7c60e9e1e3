/**
 * Issues: what a hash leads to, how an event finds or creates one, and what a batch of events
 * changes about one (event-saving 4, 11, 12).
 */
@NullMarked
package dev.tracefold.issue;

import org.jspecify.annotations.NullMarked;
