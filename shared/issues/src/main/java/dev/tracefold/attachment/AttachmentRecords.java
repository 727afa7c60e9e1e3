package dev.tracefold.attachment;

import java.util.List;
import java.util.Optional;

/** Keeps one record per attachment. A store that is out of reach throws. */
public interface AttachmentRecords {

  /** The record of an attachment as it stands now, or empty while nothing is decided. */
  Optional<AttachmentRecord> find(long projectId, String eventId, String attachmentId);

  /**
   * Decides the fate of an attachment, once: keeps the record unless there is one already.
   *
   * @return the record that stands, which is another one where its fate was decided before
   */
  AttachmentRecord decide(AttachmentRecord record);

  /** All records of an event by attachment id, dropped attachments among them. */
  List<AttachmentRecord> list(long projectId, String eventId);
}
