package dev.tracefold.attachment;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attachment of one event, to be assembled from its chunks, kept and accounted for: a message
 * of the attachments queue.
 *
 * @param organizationId the project's organisation
 * @param projectId positive
 * @param eventId 32 lower-case hex digits; the event may come later, or never
 * @param issueId the issue of the event, or null while that is not known
 * @param keyId project key that it came with, or null
 * @param startTime when it came in, or null if nobody noted it
 * @param attachment what is known of it
 */
public record AttachmentJob(
    long organizationId,
    long projectId,
    String eventId,
    @Nullable Long issueId,
    @Nullable Long keyId,
    @Nullable Instant startTime,
    AttachmentDescription attachment) {

  private static final Pattern EVENT_ID = Pattern.compile("[0-9a-f]{32}");

  public AttachmentJob {
    if (projectId <= 0) {
      throw new IllegalArgumentException(
          "a job's project id is " + projectId + "; expected a positive number");
    }
    if (!isEventId(eventId)) {
      throw new IllegalArgumentException(
          "a job's event id has %d characters; expected 32 lower-case hex digits"
              .formatted(eventId.length()));
    }
  }

  /** Whether a text is an event id in the form that is stored: 32 lower-case hex digits. */
  public static boolean isEventId(String text) {
    return EVENT_ID.matcher(text).matches();
  }

  /** Names the item on every delivery; outcomes are told apart by it. */
  public String itemId() {
    return eventId + "/" + attachment.id();
  }

  /** The message as compact JSON, nulls included. */
  public String toJson() {
    return AttachmentJson.write(this);
  }

  /** Reads a message; never fails. Unknown members are ignored. */
  public static JobReading read(String json) {
    return AttachmentJson.readJob(json);
  }
}
