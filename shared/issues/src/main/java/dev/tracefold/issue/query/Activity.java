package dev.tracefold.issue.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened to an issue.
 *
 * @param type what, in Sentry's numbers (event-saving 26)
 * @param data what else is known; callers must not change it
 */
public record Activity(Instant when, long type, ObjectNode data) {

  public Activity {
    Objects.requireNonNull(when, "when");
    Objects.requireNonNull(data, "data");
  }
}
