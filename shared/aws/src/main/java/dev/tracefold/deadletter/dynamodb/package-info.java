/**
 * Reasons of failures: {@code F#<message id>} / {@code REASON} with {@code reason} and {@code
 * expires}; of the events and attachments queues on the events table, of the outcomes queue on the
 * usage table.
 */
@NullMarked
package dev.tracefold.deadletter.dynamodb;

import org.jspecify.annotations.NullMarked;
