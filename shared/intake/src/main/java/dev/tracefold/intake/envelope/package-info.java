/**
 * Sentry's envelope: one line of headers, then items, each a line of headers and a payload
 * (since-2022 11.1). Knows the framing and the names, not what becomes of an item.
 */
@NullMarked
package dev.tracefold.intake.envelope;

import org.jspecify.annotations.NullMarked;
