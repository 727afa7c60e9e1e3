/**
 * An error event as grouping reads it: read once from a normalised payload, never changed.
 *
 * <p>Only what grouping, enhancement rules, fingerprint rules and titles read is here (grouping 3);
 * everything else stays in the payload. A change makes a new value.
 */
@NullMarked
package dev.tracefold.event;

import org.jspecify.annotations.NullMarked;
