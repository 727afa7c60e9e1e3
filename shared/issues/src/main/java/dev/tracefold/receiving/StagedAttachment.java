package dev.tracefold.receiving;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.attachment.ContentType;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EnvelopeItem;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An attachment with the chunks that hold its bytes.
 *
 * @param description what the message says of it
 * @param chunks to be staged; empty for an empty file
 */
record StagedAttachment(AttachmentDescription description, List<StagedObject> chunks) {

  /** A block of stored attachments (event-saving 26.2). */
  static final int CHUNK_BYTES_MAX = 8 * 1024 * 1024;

  StagedAttachment {
    Objects.requireNonNull(description, "description");
    chunks = List.copyOf(chunks);
  }

  /**
   * Cuts an attachment into chunks. Its id is derived from its bytes, name and place, so that an
   * SDK that sends again overwrites what it sent and adds nothing, and another file that is sent
   * later stays another one.
   *
   * @param index of the item in its envelope
   */
  static StagedAttachment of(Project project, String eventId, EnvelopeItem item, int index) {
    Bytes payload = item.payload();
    AttachmentName name = AttachmentName.of(item.fileName());
    String id = EventIds.derive(index, Bytes.utf8(EventIds.derive(0, payload) + name.value()));
    List<StagedObject> chunks = new ArrayList<>();
    for (int from = 0; from < payload.length(); from += CHUNK_BYTES_MAX) {
      int to = Math.min(payload.length(), from + CHUNK_BYTES_MAX);
      String key = StagingKeys.chunk(project.id(), eventId, id, chunks.size());
      chunks.add(new StagedObject(key, payload.slice(from, to)));
    }
    AttachmentDescription description =
        new AttachmentDescription(
            id,
            name,
            ContentType.of(item.contentType()),
            AttachmentType.of(item.attachmentType()),
            payload.length(),
            chunks.size(),
            false);
    return new StagedAttachment(EventPreparation.prepareAttachment(description, project), chunks);
  }
}
