package dev.tracefold.saving;

import org.jspecify.annotations.Nullable;

/** What reading a message gives; reading never fails. */
public sealed interface EventRead {

  /** A message that can be worked on. */
  record Valid(EventMessage message) implements EventRead {}

  /**
   * A message that can never succeed.
   *
   * @param rejection which of the reasons
   * @param detail what was found and what was expected
   * @param projectId the project it names, or null
   */
  record Invalid(Rejection rejection, String detail, @Nullable Long projectId)
      implements EventRead {}
}
