/**
 * Parameterisation: the parts of a message that vary from event to event become placeholders, so
 * that the rest can be grouped (grouping 15).
 */
@NullMarked
package dev.tracefold.message;

import org.jspecify.annotations.NullMarked;
