/** The outcomes queue in SQS: one outcome a message, as JSON (event-saving 17.1). */
@NullMarked
package dev.tracefold.outcome.sqs;

import org.jspecify.annotations.NullMarked;
