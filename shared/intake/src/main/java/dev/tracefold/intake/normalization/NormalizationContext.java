package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides its payload.
 *
 * @param projectId the project it is for
 * @param keyId project key that it came with, or null
 * @param eventId its id where the payload names none that is valid: 32 lower-case hex digits
 * @param receivedAt when it came in
 * @param sentAt the sender's clock when it sent, or null; a large difference moves all times
 * @param remoteAddress IP address of the sender, or null
 * @param userAgent of the sender as sent, or null
 * @param groupingConfig the configuration to be stamped on the event, in place of one that the
 *     sender put there; null leaves what is there
 */
public record NormalizationContext(
    long projectId,
    @Nullable Long keyId,
    String eventId,
    Instant receivedAt,
    @Nullable Instant sentAt,
    @Nullable String remoteAddress,
    @Nullable String userAgent,
    @Nullable ObjectNode groupingConfig) {

  public NormalizationContext {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(receivedAt, "receivedAt");
  }

  /** The same circumstances, but with a grouping configuration to be stamped on the event. */
  public NormalizationContext stamping(ObjectNode config) {
    return new NormalizationContext(
        projectId, keyId, eventId, receivedAt, sentAt, remoteAddress, userAgent, config);
  }
}
