/** The attachments queue in SQS: one job a message, as JSON. */
@NullMarked
package dev.tracefold.attachment.sqs;

import org.jspecify.annotations.NullMarked;
