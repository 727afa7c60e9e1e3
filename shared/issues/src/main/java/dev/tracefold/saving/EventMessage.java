package dev.tracefold.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.AttachmentList;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message of the events queue says.
 *
 * @param kind what its payload is
 * @param projectId as the message names it; there may be no such project
 * @param keyId project key that it came with, or null
 * @param eventId 32 lower-case hex digits; where the message names none that is valid, derived from
 *     the body, so that a redelivery finds the same
 * @param startTime when it came in, or null
 * @param remoteAddress who sent it, or null
 * @param normalized whether it was normalised, scrubbed and filtered before the queue
 * @param payload the event, or null where it was too large for the message
 * @param payloadReference names the staged payload, where {@code payload} is null
 * @param attachments what was described, usable or not
 */
public record EventMessage(
    ItemKind kind,
    long projectId,
    @Nullable Long keyId,
    String eventId,
    @Nullable Instant startTime,
    @Nullable String remoteAddress,
    boolean normalized,
    @Nullable ObjectNode payload,
    @Nullable String payloadReference,
    AttachmentList attachments) {

  public EventMessage {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(attachments, "attachments");
  }

  /** The same message, but with these attachments. */
  EventMessage with(AttachmentList others) {
    return new EventMessage(
        kind,
        projectId,
        keyId,
        eventId,
        startTime,
        remoteAddress,
        normalized,
        payload,
        payloadReference,
        others);
  }
}
