package dev.tracefold.intake.envelope;

import dev.tracefold.intake.body.Bytes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One item of an envelope.
 *
 * @param type what the item says it is
 * @param payload its bytes, which may be none
 * @param contentType MIME type, or null if not named
 * @param fileName of an attachment as sent, or null
 * @param attachmentType of an attachment such as {@code event.minidump}, or null
 * @param itemCount number of elements in a container item, or null if not named
 */
public record EnvelopeItem(
    ItemType type,
    Bytes payload,
    @Nullable String contentType,
    @Nullable String fileName,
    @Nullable String attachmentType,
    @Nullable Integer itemCount) {

  public EnvelopeItem {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(payload, "payload");
  }

  /** An item of which only type and payload are known. */
  public static EnvelopeItem of(ItemType type, Bytes payload) {
    return new EnvelopeItem(type, payload, null, null, null, null);
  }
}
