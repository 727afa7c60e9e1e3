package dev.tracefold.grouping;

import dev.tracefold.enhancement.Enhancements;
import org.jspecify.annotations.Nullable;

/**
 * What every strategy needs beside the part of the event that it groups.
 *
 * @param config configuration
 * @param enhancements rules about frames
 * @param platform platform of the event, or null
 */
record GroupingContext(
    GroupingConfig config, Enhancements enhancements, @Nullable String platform) {}
