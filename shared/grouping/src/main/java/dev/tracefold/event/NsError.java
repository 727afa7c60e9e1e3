package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * The {@code meta.ns_error} of a mechanism.
 *
 * @param domain error domain, or null
 * @param code error code, or null
 */
public record NsError(@Nullable String domain, @Nullable Long code) {}
