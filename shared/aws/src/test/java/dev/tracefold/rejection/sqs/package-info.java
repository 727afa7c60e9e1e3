/** Rejected messages, against the emulators. */
@NullMarked
package dev.tracefold.rejection.sqs;

import org.jspecify.annotations.NullMarked;
