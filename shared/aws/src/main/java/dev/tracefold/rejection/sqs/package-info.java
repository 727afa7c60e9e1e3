/**
 * Rejected messages in SQS: the body as it was received, and the attributes {@code reason}, {@code
 * detail}, {@code source}, {@code project_id} (where known) and {@code cut} (the number of bytes
 * that are missing at the end, where the whole would not have fitted).
 */
@NullMarked
package dev.tracefold.rejection.sqs;

import org.jspecify.annotations.NullMarked;
