package dev.tracefold.issue.query;

import java.time.Instant;
import java.util.Objects;

/**
 * A release that an issue was seen in, with one of its environments.
 *
 * @param version of the release
 * @param environment empty for events that named none
 */
public record SeenRelease(String version, String environment, Instant firstSeen, Instant lastSeen) {

  public SeenRelease {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(firstSeen, "firstSeen");
    Objects.requireNonNull(lastSeen, "lastSeen");
  }
}
