package dev.tracefold.attachment;

import java.time.Instant;

/** Puts the staged chunks of attachments together. A store that is out of reach throws. */
public interface AttachmentStore {

  /** What putting an attachment together ended with. */
  sealed interface Assembly {

    /** The bytes are kept for as long from now as attachments are kept, or longer. */
    record Assembled(StoredContent content) implements Assembly {}

    /**
     * A chunk was never staged, or is gone.
     *
     * @param chunk the first that is missing, from 0
     */
    record Missing(int chunk) implements Assembly {}

    /** The chunks hold more than {@link AttachmentDescription#BYTES_MAX} bytes. */
    record TooLarge() implements Assembly {}
  }

  /**
   * Puts the chunks of an attachment together in their order; doing it again does no harm.
   *
   * @param now when the attachment is stored
   */
  Assembly assemble(AttachmentJob job, Instant now);
}
