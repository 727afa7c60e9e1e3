package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.BodyDecoder;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.body.DecodedBody;
import dev.tracefold.intake.envelope.Envelope;
import dev.tracefold.intake.envelope.EnvelopeItem;
import dev.tracefold.intake.envelope.EnvelopeRead;
import dev.tracefold.intake.envelope.EnvelopeReader;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.intake.envelope.ItemType;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The body of a request as an envelope, whichever shape the endpoint gives it. */
sealed interface RequestBody {

  /** What a Function URL takes (since-2022 10 names what larger intakes take). */
  int REQUEST_BYTES_MAX = 6 * 1024 * 1024;

  /**
   * What a compressed body may grow to: a function holds it in memory together with what is made of
   * it, and has 1 GB.
   */
  int DECODED_BYTES_MAX = 32 * 1024 * 1024;

  /** Items to be sorted. */
  record Items(Envelope envelope) implements RequestBody {
    public Items {
      Objects.requireNonNull(envelope, "envelope");
    }
  }

  /**
   * No items: the request as a whole is one invalid item.
   *
   * @param status for the sender
   * @param reason of the outcome
   * @param detail for the sender
   */
  record Unreadable(int status, String reason, String detail) implements RequestBody {
    public Unreadable {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /** Undoes the content encoding, within the limits before and after. */
  static DecodedBody decode(IntakeRequest request) {
    return request.body().length() > REQUEST_BYTES_MAX
        ? new DecodedBody.TooLarge(REQUEST_BYTES_MAX)
        : BodyDecoder.decode(
            request.body(), request.headers().get("content-encoding"), DECODED_BYTES_MAX);
  }

  /** What a sender hears whose body is too large, before or after decompression. */
  static Unreadable tooLarge(int bytesMax) {
    return new Unreadable(
        413,
        Triage.TOO_LARGE,
        ("the body has more than %d bytes%s; larger attachments are staged in chunks by the producer"
                + " itself and sent by the events queue: see Limits in the README")
            .formatted(
                bytesMax,
                bytesMax == REQUEST_BYTES_MAX
                    ? ", of which binary ones count a third more"
                    : " when decompressed"));
  }

  /**
   * What a sender hears of an event that is too large to be read. Checked before reading: as a
   * tree, JSON takes up to thirty times its size.
   */
  static Unreadable eventTooLarge() {
    return new Unreadable(
        413,
        Triage.TOO_LARGE,
        "the event has more than %d bytes: leave out what is large, or attach it"
            .formatted(Triage.EVENT_BYTES_MAX));
  }

  /** Reads an envelope. */
  static RequestBody ofEnvelope(Bytes body) {
    return switch (EnvelopeReader.read(body)) {
      case EnvelopeRead.Valid valid -> new Items(valid.envelope());
      case EnvelopeRead.Invalid invalid ->
          new Unreadable(400, "invalid_envelope", "invalid envelope: " + invalid.detail());
      case EnvelopeRead.TooMany tooMany ->
          new Unreadable(
              413,
              "too_many_items",
              "the envelope has more than %d items".formatted(tooMany.itemsMax()));
    };
  }

  /** Reads a body of the store endpoint: an event as JSON, or that in zlib in base64. */
  static RequestBody ofStore(Bytes body) {
    Optional<Bytes> json = storedJson(body);
    if (json.isPresent() && json.get().length() > Triage.EVENT_BYTES_MAX) {
      return eventTooLarge();
    }
    Optional<ObjectNode> event = json.flatMap(PayloadJson::readObject);
    if (event.isEmpty()) {
      return new Unreadable(
          400, Triage.INVALID_JSON, "invalid event: the body is not a JSON object");
    }
    ItemType type =
        event.get().path("type").asText().equals("transaction")
            ? ItemType.TRANSACTION
            : ItemType.EVENT;
    String eventId = EventIds.read(event.get().path("event_id").asText()).orElse(null);
    return new Items(Envelope.of(eventId, List.of(EnvelopeItem.of(type, json.orElseThrow()))));
  }

  private static Optional<Bytes> storedJson(Bytes body) {
    if (body.isEmpty() || body.at(0) == '{' || body.at(0) == ' ' || body.at(0) == '\n') {
      return Optional.of(body);
    }
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(body.copy());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return switch (BodyDecoder.inflateZlib(Bytes.of(bytes), DECODED_BYTES_MAX)) {
      case DecodedBody.Decoded decoded -> Optional.of(decoded.bytes());
      // Some old clients left the compression out.
      case DecodedBody.Malformed malformed -> Optional.of(Bytes.of(bytes));
      case DecodedBody.TooLarge tooLarge -> Optional.empty();
      case DecodedBody.UnknownEncoding unknown -> Optional.empty();
    };
  }
}
