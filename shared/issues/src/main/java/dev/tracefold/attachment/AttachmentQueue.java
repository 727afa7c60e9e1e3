package dev.tracefold.attachment;

import java.util.List;

/** Where attachments wait to be assembled. */
public interface AttachmentQueue {

  /**
   * Hands jobs over. One that could not be handed over does not keep back its neighbours.
   *
   * @return the jobs that could not be sent, in their order; empty if all were
   */
  List<AttachmentJob> send(List<AttachmentJob> jobs);
}
