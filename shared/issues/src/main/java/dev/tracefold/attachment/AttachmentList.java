package dev.tracefold.attachment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The attachments that a message describes for one event, each either usable or not: one bad
 * description leaves its neighbours alone.
 *
 * @param attachments in order; their ids differ
 * @param malformed in order; each is an outcome of its own
 */
public record AttachmentList(
    List<AttachmentDescription> attachments, List<AttachmentReading.Malformed> malformed) {

  /** More than any SDK sends with one event; each costs a message and an outcome. */
  public static final int ATTACHMENTS_MAX = 100;

  /** An event without attachments. */
  public static final AttachmentList NONE = new AttachmentList(List.of(), List.of());

  /** Reason of an outcome: no object, or a member that cannot be what it says. */
  public static final String REASON_INVALID = "invalid_attachment";

  /** Reason of an outcome: another attachment of the event has the same id. */
  public static final String REASON_DUPLICATE = "duplicate_attachment";

  /** Reason of an outcome: it stands behind the first {@link #ATTACHMENTS_MAX}. */
  public static final String REASON_TOO_MANY = "too_many_attachments";

  public AttachmentList {
    attachments = List.copyOf(attachments);
    malformed = List.copyOf(malformed);
  }

  /**
   * Reads the member {@code attachments} of a message; never fails.
   *
   * @param json a list; missing, null or of another type means that there are none
   */
  public static AttachmentList read(JsonNode json) {
    if (!json.isArray()) {
      return NONE;
    }
    List<AttachmentDescription> valid = new ArrayList<>();
    List<AttachmentReading.Malformed> malformed = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int position = 0; position < json.size(); position++) {
      switch (readOne(json.get(position), position, ids)) {
        case AttachmentReading.Valid read -> {
          ids.add(read.attachment().id());
          valid.add(read.attachment());
        }
        case AttachmentReading.Malformed problem -> malformed.add(problem);
      }
    }
    return new AttachmentList(valid, malformed);
  }

  private static AttachmentReading readOne(JsonNode json, int position, Set<String> idsBefore) {
    if (position >= ATTACHMENTS_MAX) {
      return new AttachmentReading.Malformed(
          position,
          REASON_TOO_MANY,
          "found one after the first %d attachments".formatted(ATTACHMENTS_MAX));
    }
    AttachmentReading reading = AttachmentDescription.read(json, position);
    if (reading instanceof AttachmentReading.Valid valid
        && idsBefore.contains(valid.attachment().id())) {
      return new AttachmentReading.Malformed(
          position, REASON_DUPLICATE, "the id is that of an attachment before it");
    }
    return reading;
  }
}
