package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * A browser's report about the certificates of a host: of its pinned keys (HPKP), of a missing
 * certificate transparency (Expect-CT) or of a missing OCSP staple (Expect-Staple).
 *
 * @param hostname the host, or null
 */
public record HostReport(@Nullable String hostname) {}
