package dev.tracefold.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.project.Project;
import java.util.Objects;

/**
 * A message whose project and payload are at hand.
 *
 * @param source the queue message
 * @param message what it says
 * @param project an enabled project
 * @param payload as sent, or as the intake left it
 */
record Arrived(IncomingMessage source, EventMessage message, Project project, ObjectNode payload) {

  Arrived {
    Objects.requireNonNull(payload, "payload");
  }
}
