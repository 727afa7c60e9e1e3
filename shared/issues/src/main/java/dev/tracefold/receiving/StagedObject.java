package dev.tracefold.receiving;

import dev.tracefold.intake.body.Bytes;
import java.util.Objects;

/** An object to be staged before the message that refers to it is sent. */
public record StagedObject(String key, Bytes content) {
  public StagedObject {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(content, "content");
  }
}
