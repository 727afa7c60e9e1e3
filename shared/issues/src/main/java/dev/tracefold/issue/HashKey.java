package dev.tracefold.issue;

import dev.tracefold.grouping.Hash;

/** A hash in its project: what finds an issue, and whose events are counted together. */
public record HashKey(long projectId, Hash hash) {}
