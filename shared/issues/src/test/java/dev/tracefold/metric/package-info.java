/** Lines that CloudWatch turns into series, and how many series there can be. */
@NullMarked
package dev.tracefold.metric;

import org.jspecify.annotations.NullMarked;
