/**
 * Releases: their names, their versions and their order, and whether the release in which an issue
 * was resolved covers an event (event-saving 3.2, 7 and 13.4-13.5).
 */
@NullMarked
package dev.tracefold.release;

import org.jspecify.annotations.NullMarked;
