/** The issue stream on its queue. */
@NullMarked
package dev.tracefold.saving.sqs;

import org.jspecify.annotations.NullMarked;
