/**
 * What becomes of an HTTP request of an SDK: let in or refused, its items sorted, then handed to
 * queues and staging, and acknowledged only when all of that is durable (since-2022 10, 11).
 *
 * <p>One request runs through {@code Intake}: {@code Route} says what is asked for, {@code
 * Admission} who asks, {@code RequestBody} what came, {@code Triage} what becomes of each item, and
 * a {@code Delivery} holds everything that has to be durable before the answer.
 */
@NullMarked
package dev.tracefold.receiving;

import org.jspecify.annotations.NullMarked;
