package dev.tracefold.attachment;

import org.jspecify.annotations.Nullable;

/** What reading a message of the attachments queue gives. */
public sealed interface JobReading {

  /** A job. */
  record Valid(AttachmentJob job) implements JobReading {}

  /**
   * No job, and no later attempt will find one.
   *
   * @param projectId the project that the message names, or null where it names none
   * @param problem what was found and what was expected
   */
  record Malformed(@Nullable Long projectId, String problem) implements JobReading {}
}
