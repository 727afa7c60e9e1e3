package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * The place in a template where rendering failed.
 *
 * @param filename name of the template, or null
 * @param contextLine the line of the template, or null
 */
public record Template(@Nullable String filename, @Nullable String contextLine) {}
