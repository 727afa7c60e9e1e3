/** The save-events function: an SQS batch of events in, the messages to be tried again out. */
@NullMarked
package dev.tracefold.saveevents;

import org.jspecify.annotations.NullMarked;
