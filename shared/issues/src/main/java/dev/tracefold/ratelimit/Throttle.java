package dev.tracefold.ratelimit;

import java.time.Duration;
import java.util.Objects;

/**
 * That a limit is reached.
 *
 * @param scope whose limit it is
 * @param retryAfter when to send again: whole seconds, at least one
 */
public record Throttle(Scope scope, Duration retryAfter) {

  /** What a limit is set for, by its name in the protocol (since-2022 9). */
  public enum Scope {
    KEY("key", "key_quota"),
    PROJECT("project", "project_quota");

    private final String wireName;
    private final String reason;

    Scope(String wireName, String reason) {
      this.wireName = wireName;
      this.reason = reason;
    }

    /** The reason of the outcome. */
    public String reason() {
      return reason;
    }
  }

  public Throttle {
    Objects.requireNonNull(scope, "scope");
    if (retryAfter.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "told to come back after %s; expected at least a second".formatted(retryAfter));
    }
  }

  /** An entry of {@code X-Sentry-Rate-Limits}: it holds for items of every category. */
  public String headerEntry() {
    return retryAfter.toSeconds() + "::" + scope.wireName + ":" + scope.reason;
  }
}
