package dev.tracefold.receiving;

import dev.tracefold.intake.body.Bytes;

/** Where bytes wait that are too large for a queue message. */
public interface Staging {

  /**
   * Stores an object durably, over one of the same key if there is one.
   *
   * @param key made by {@link dev.tracefold.attachment.StagingKeys}
   * @throws RuntimeException if the store is out of reach
   */
  void put(String key, Bytes content);
}
