package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EventIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * A message of the events queue, and what has to be staged for it.
 *
 * @param body JSON text of at most {@link #BODY_BYTES_MAX} bytes in UTF-8
 * @param staged the payload, where it was too large for the message; else empty
 */
record QueuedItem(String body, List<StagedObject> staged) {

  /** A queue takes 1 MiB; a batch of ten has to fit into the same, beside attributes. */
  static final int BODY_BYTES_MAX = 900_000;

  /** Raised when a reader of the old form would misread the new one. */
  private static final int FORMAT = 1;

  QueuedItem {
    Objects.requireNonNull(body, "body");
    staged = List.copyOf(staged);
  }

  /** The kinds of items that save-events takes, by their names on the queue. */
  enum Type {
    EVENT("event"),
    TRANSACTION("transaction"),
    USER_REPORT("user_report");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }
  }

  /**
   * Writes a message.
   *
   * @param payload normalised, scrubbed and let through by the filters: what else was known of the
   *     sender, such as an address, is in it where the project wants it
   */
  static QueuedItem of(
      Type type,
      Arrival arrival,
      String eventId,
      ObjectNode payload,
      List<AttachmentDescription> attachments) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("v", FORMAT);
    message.put("type", type.wireName);
    message.put("project_id", arrival.project().id());
    message.put("key_id", arrival.key().id());
    message.put("event_id", eventId);
    message.put("start_time", seconds(arrival.receivedAt()));
    message.put("normalized", true);
    ArrayNode described = message.putArray("attachments");
    attachments.forEach(attachment -> described.add(attachment.toJson()));
    String payloadText = PayloadJson.writeMessage(payload);
    int headBytes = utf8Length(PayloadJson.writeMessage(message)) + ",\"payload\":".length();
    if (headBytes + utf8Length(payloadText) <= BODY_BYTES_MAX) {
      message.putRawValue("payload", new RawValue(payloadText));
      return new QueuedItem(PayloadJson.writeMessage(message), List.of());
    }
    byte[] bytes = payloadText.getBytes(StandardCharsets.UTF_8);
    String reference = EventIds.derive(arrival.project().id(), Bytes.of(bytes));
    message.put("payload_ref", reference);
    String key = StagingKeys.payload(arrival.project().id(), eventId, reference);
    return new QueuedItem(
        PayloadJson.writeMessage(message), List.of(new StagedObject(key, gzip(bytes))));
  }

  private static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3);
  }

  private static int utf8Length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Half of a surrogate pair counts 2 of the pair's 4 bytes.
      length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return length;
  }

  private static Bytes gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return Bytes.of(compressed.toByteArray());
  }
}
