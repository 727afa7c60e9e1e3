/** Which key a request shows: the {@code X-Sentry-Auth} header, the query, or a DSN. */
@NullMarked
package dev.tracefold.intake.authentication;

import org.jspecify.annotations.NullMarked;
