package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * A browser's report of a violated content security policy.
 *
 * @param effectiveDirective directive that was violated, or null
 * @param violatedDirective the same as the policy spells it, or null
 * @param blockedUri what was blocked, or null
 */
public record CspReport(
    @Nullable String effectiveDirective,
    @Nullable String violatedDirective,
    @Nullable String blockedUri) {}
