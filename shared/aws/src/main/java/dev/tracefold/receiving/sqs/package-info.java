/** The queues that the intake fills, on SQS. */
@NullMarked
package dev.tracefold.receiving.sqs;

import org.jspecify.annotations.NullMarked;
