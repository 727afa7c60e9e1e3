/**
 * Metrics (event-saving 24) as lines of a function's log, which CloudWatch turns into series. Every
 * tag value that occurs makes a series of its own, and each costs money: the values of tags come
 * from closed sets, and most metrics are reported only where the deployment asks for them.
 */
@NullMarked
package dev.tracefold.metric;

import org.jspecify.annotations.NullMarked;
