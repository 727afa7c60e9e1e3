package dev.tracefold.issue.query;

import java.time.Instant;
import java.util.Objects;

/**
 * An environment that an issue was seen in.
 *
 * @param name empty for events that named none
 * @param firstSeen when first
 */
public record SeenEnvironment(String name, Instant firstSeen) {

  public SeenEnvironment {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(firstSeen, "firstSeen");
  }
}
