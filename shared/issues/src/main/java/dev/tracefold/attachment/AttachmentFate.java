package dev.tracefold.attachment;

import dev.tracefold.outcome.Outcome;

/** What became of an attachment; decided once. */
public sealed interface AttachmentFate {

  /** It is kept. */
  record Stored(StoredContent content) implements AttachmentFate {}

  /**
   * It is not.
   *
   * @param outcome why; never accepted
   */
  record Dropped(Outcome outcome) implements AttachmentFate {
    public Dropped {
      if (outcome instanceof Outcome.Accepted) {
        throw new IllegalArgumentException("a dropped attachment cannot be accepted");
      }
    }
  }
}
