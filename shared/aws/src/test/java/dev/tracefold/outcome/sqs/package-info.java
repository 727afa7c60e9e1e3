/** What an outcome queue on SQS promises, on the embedded one. */
@NullMarked
package dev.tracefold.outcome.sqs;

import org.jspecify.annotations.NullMarked;
