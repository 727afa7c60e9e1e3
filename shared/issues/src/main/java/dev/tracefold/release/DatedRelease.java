package dev.tracefold.release;

import java.time.Instant;

/**
 * A release as far as its place among others goes.
 *
 * @param version its name, unique in the organisation
 * @param added when it was created
 */
public record DatedRelease(String version, Instant added) {}
