package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * The security reports of an event, of which there is hardly ever more than one.
 *
 * @param csp content security policy
 * @param hpkp pinned keys
 * @param expectStaple OCSP stapling
 * @param expectCt certificate transparency
 */
public record SecurityReports(
    @Nullable CspReport csp,
    @Nullable HostReport hpkp,
    @Nullable HostReport expectStaple,
    @Nullable HostReport expectCt) {

  /** No report at all. */
  public static final SecurityReports NONE = new SecurityReports(null, null, null, null);
}
