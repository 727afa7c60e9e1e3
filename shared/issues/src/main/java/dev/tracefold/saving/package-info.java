/**
 * Saving: from queue messages to issues, counts, stored payloads and announcements, each event once
 * (event-saving 5; architecture 4). {@link Saving} is the sequence; what surrounds it are values
 * and the interfaces to the outside.
 */
@NullMarked
package dev.tracefold.saving;

import org.jspecify.annotations.NullMarked;
