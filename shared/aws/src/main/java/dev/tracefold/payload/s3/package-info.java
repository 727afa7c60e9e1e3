/**
 * Payloads in the bucket. A segment, {@code segments/<project>/<yyyy-mm-dd>/<id>}, holds the events
 * of one project and batch, each a gzip member of its own: one PUT for all, and one ranged GET for
 * any.
 */
@NullMarked
package dev.tracefold.payload.s3;

import org.jspecify.annotations.NullMarked;
