package dev.tracefold.attachment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is known of an attachment before its bytes are looked at (event-saving 16.1).
 *
 * @param id names it among the attachments of its event, by {@link StagingKeys#isId}
 * @param name what the file was called
 * @param contentType what its sender said it holds
 * @param type what it is to its event
 * @param size bytes as described, which is what outcomes count; 0 if unknown. Never recomputed
 * @param chunks how many pieces its bytes were staged in; 0 means an empty file
 * @param rateLimited whether it was refused, and accounted for, before it came here
 */
public record AttachmentDescription(
    String id,
    AttachmentName name,
    ContentType contentType,
    AttachmentType type,
    long size,
    int chunks,
    boolean rateLimited) {

  /**
   * Each chunk is a call, twice where they are small: these many still pass in the time of one
   * invocation.
   */
  public static final int CHUNKS_MAX = 1000;

  /** The largest attachment that is kept, in bytes; as much as Sentry takes. */
  public static final long BYTES_MAX = 200L * 1024 * 1024;

  public AttachmentDescription {
    if (!StagingKeys.isId(id)) {
      throw new IllegalArgumentException("an attachment's id cannot be part of a key");
    }
    if (size < 0) {
      throw new IllegalArgumentException(
          "an attachment's size is " + size + "; expected 0 or more");
    }
    if (chunks < 0 || chunks > CHUNKS_MAX) {
      throw new IllegalArgumentException(
          "an attachment has %d chunks; expected 0 to %d".formatted(chunks, CHUNKS_MAX));
    }
  }

  /** Whether the number of these per issue can be limited (event-saving 16.4). */
  public boolean crashReport() {
    return type.crashReport();
  }

  /** The description as it stands in messages; {@link AttachmentReading} reads it. */
  public ObjectNode toJson() {
    return AttachmentJson.write(this);
  }

  /**
   * Reads the description at a position of an event's list; never fails. Missing are: {@code id},
   * then it is the position; {@code chunks}, then the bytes were staged in one piece; {@code type},
   * then it is {@code event.attachment}; {@code size}, then it is 0.
   */
  public static AttachmentReading read(JsonNode json, int position) {
    return AttachmentJson.read(json, position);
  }
}
