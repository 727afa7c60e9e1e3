/**
 * Metrics as lines of a function's log, which CloudWatch turns into series. Every tag value that
 * occurs makes a series of its own, and each costs money: tags come from closed sets.
 */
@NullMarked
package dev.tracefold.metric;

import org.jspecify.annotations.NullMarked;
