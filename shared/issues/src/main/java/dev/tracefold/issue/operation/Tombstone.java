package dev.tracefold.issue.operation;

import java.time.Instant;

/**
 * What is left of an issue that was deleted together with its future events: they are discarded.
 *
 * @param id the deleted issue's
 * @param title what happened
 * @param culprit where it happened; empty if unknown
 * @param level number of the severity
 * @param discarded when
 */
public record Tombstone(
    String id, long projectId, String title, String culprit, int level, Instant discarded) {}
