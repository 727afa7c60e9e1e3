package dev.tracefold.issue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * What one event says of its issue: what lists of issues show (event-saving 4.1, 10.7, 12.1).
 *
 * @param level number of the severity (event-saving 26.1)
 * @param title what happened
 * @param culprit where it happened; empty if unknown
 * @param message the text that searches look in, at most 8192 characters; of the event that created
 *     the issue only the first line, at most 255 characters
 * @param data the materialised fields: type, culprit, metadata, title, location, last_received
 */
public record IssueFace(int level, String title, String culprit, String message, ObjectNode data) {

  public IssueFace {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(culprit, "culprit");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(data, "data");
  }

  /** The same with another message. */
  public IssueFace withMessage(String other) {
    return new IssueFace(level, title, culprit, other, data);
  }
}
