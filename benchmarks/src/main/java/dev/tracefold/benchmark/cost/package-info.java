/** The cost meter: what saving events costs on AWS, counted call by call. */
@NullMarked
package dev.tracefold.benchmark.cost;

import org.jspecify.annotations.NullMarked;
