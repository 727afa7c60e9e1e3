/** The function receive-envelopes: a Function URL in front of {@code Intake}. */
@NullMarked
package dev.tracefold.receiveenvelopes;

import org.jspecify.annotations.NullMarked;
