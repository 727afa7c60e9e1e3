package dev.tracefold.attachment;

/** What reading the description of an attachment gives. */
public sealed interface AttachmentReading {

  /** A description. */
  record Valid(AttachmentDescription attachment) implements AttachmentReading {}

  /**
   * No description, and no later attempt will find one.
   *
   * @param position of the attachment in the list of its event, from 0
   * @param reason of its outcome, a short word
   * @param problem what was found and what was expected
   */
  record Malformed(int position, String reason, String problem) implements AttachmentReading {}
}
