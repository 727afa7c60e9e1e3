package dev.tracefold.receiving;

import dev.tracefold.attachment.AttachmentJob;
import java.util.List;

/** The attachments queue, for attachments that came without their event. */
public interface AttachmentQueue {

  /**
   * Sends jobs durably.
   *
   * @return the jobs that could not be sent, in their order; empty if all were
   */
  List<AttachmentJob> send(List<AttachmentJob> jobs);
}
