/**
 * Looking at issues: lists, counts, series, users, tags and events, as people and their tools ask
 * for them. Nothing here decides about an event, and nothing is written.
 */
@NullMarked
package dev.tracefold.issue.query;

import org.jspecify.annotations.NullMarked;
