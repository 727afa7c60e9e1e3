package dev.tracefold.payload;

import dev.tracefold.intake.body.Bytes;
import java.util.Optional;

/** Reads payloads that were too large for their queue message. */
public interface StagedPayloads {

  /**
   * The uncompressed JSON text that was staged under this key, or empty if there is none.
   *
   * @param key made by {@link dev.tracefold.attachment.StagingKeys}
   * @param bytesMax a longer one counts as none
   */
  Optional<Bytes> read(String key, int bytesMax);
}
