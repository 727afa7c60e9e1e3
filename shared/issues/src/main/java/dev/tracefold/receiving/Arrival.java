package dev.tracefold.receiving;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances under which items came in.
 *
 * @param requestId names the request among all others; outcomes of items without an id of their own
 *     are told apart by it
 * @param project they are for, enabled
 * @param key that let them in
 * @param receivedAt the clock of the intake
 * @param remoteAddress IP address of the sender, or null
 * @param client name and version of the SDK, or null
 * @param headers of the request by lower-case name: user agent, client hints, origin
 */
public record Arrival(
    String requestId,
    Project project,
    ProjectKey key,
    Instant receivedAt,
    @Nullable String remoteAddress,
    @Nullable String client,
    Map<String, String> headers) {

  public Arrival {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(receivedAt, "receivedAt");
    headers = Map.copyOf(headers);
  }

  /** The message that tells the fate of one item of this arrival. */
  OutcomeMessage outcome(
      Outcome outcome,
      DataCategory category,
      String itemId,
      @Nullable String eventId,
      long quantity) {
    return new OutcomeMessage(
        OutcomeMessage.id(project.id(), category, itemId, outcome),
        false,
        receivedAt,
        project.organizationId(),
        project.id(),
        key.id(),
        outcome,
        eventId,
        category,
        quantity);
  }
}
