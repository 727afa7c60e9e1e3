/**
 * Rejected messages in SQS: the body as it was received, and the attributes {@code reason}, {@code
 * detail}, {@code source}, {@code project_id} (where known), {@code outcome} (the message that told
 * it, where one did), {@code reacceptances} (how often it was sent back, unless never) and {@code
 * cut} (the number of bytes that are missing at the end, where the whole would not have fitted).
 */
@NullMarked
package dev.tracefold.rejection.sqs;

import org.jspecify.annotations.NullMarked;
