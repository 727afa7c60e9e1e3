/**
 * Tests of the save-events function on embedded AWS, with crashes, redeliveries and concurrency.
 */
@NullMarked
package dev.tracefold.saveevents;

import org.jspecify.annotations.NullMarked;
