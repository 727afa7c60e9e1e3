/** What the HTTP intake takes: time and allocation of a request, apart from stores and queues. */
@NullMarked
package dev.tracefold.benchmark.intake;

import org.jspecify.annotations.NullMarked;
