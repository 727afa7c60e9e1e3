/**
 * Parameterisation: the parts of a message that vary from event to event become placeholders, so
 * that the rest can be grouped (grouping 15).
 *
 * <p>{@link dev.tracefold.message.MessageParameterization} chooses the lines and replaces (15.2);
 * {@link dev.tracefold.message.ValueScanner} knows the alternatives in their order (15.3), two of
 * which have scanners of their own.
 */
@NullMarked
package dev.tracefold.message;

import org.jspecify.annotations.NullMarked;
