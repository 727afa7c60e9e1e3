package dev.tracefold.payload;

import dev.tracefold.intake.body.Bytes;

/** Reads payloads that were too large for their queue message. */
public interface StagedPayloads {

  /** What is staged under a key. */
  sealed interface Staged {

    /** A text, uncompressed, that should be JSON. */
    record Text(Bytes bytes) implements Staged {}

    /** Nothing. */
    record Missing() implements Staged {}

    /** More than was asked for. */
    record TooLarge() implements Staged {}
  }

  /**
   * Reads what was staged under this key.
   *
   * @param key made by {@link dev.tracefold.attachment.StagingKeys}
   * @param bytesMax uncompressed; no more is read
   */
  Staged read(String key, int bytesMax);
}
