package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * One tag of an event.
 *
 * @param key name; null if it was refused
 * @param value value; null if it was refused
 */
public record Tag(@Nullable String key, @Nullable String value) {}
