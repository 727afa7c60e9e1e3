package dev.tracefold.intake.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EnvelopeRead.Invalid;
import dev.tracefold.intake.envelope.EnvelopeRead.TooMany;
import dev.tracefold.intake.envelope.EnvelopeRead.Valid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the framing of envelopes: items by their {@code length}, or up to the next line break where
 * none is named (since-2022 11.1). Reads each byte once and copies none.
 */
public final class EnvelopeReader {

  /** Far more than an SDK batches (sessions stop at 100), yet bounds the work per request. */
  public static final int ITEMS_MAX = 500;

  /** Headers hold ids, a DSN and trace baggage (8 KiB by its specification). */
  public static final int HEADER_BYTES_MAX = 64 * 1024;

  private static final byte NEWLINE = '\n';

  private final Bytes body;
  private int position;

  private EnvelopeReader(Bytes body) {
    this.body = body;
  }

  /** Reads an envelope. Blank lines between items and after the last one are allowed. */
  public static EnvelopeRead read(Bytes body) {
    try {
      return new EnvelopeReader(body).envelope();
    } catch (BrokenFraming e) {
      return new Invalid(e.detail);
    }
  }

  private EnvelopeRead envelope() throws BrokenFraming {
    ObjectNode headers = headers("envelope");
    List<EnvelopeItem> items = new ArrayList<>();
    while (skipBlankLines()) {
      if (items.size() == ITEMS_MAX) {
        return new TooMany(ITEMS_MAX);
      }
      items.add(item(items.size()));
    }
    String eventId = text(headers, "event_id");
    if (eventId != null && EventIds.read(eventId).isEmpty()) {
      throw new BrokenFraming("envelope header: event_id is not 32 hex digits");
    }
    return new Valid(
        new Envelope(
            Optional.ofNullable(eventId).flatMap(EventIds::read).orElse(null),
            text(headers, "dsn"),
            instant(headers.get("sent_at")),
            items));
  }

  private EnvelopeItem item(int index) throws BrokenFraming {
    String place = "item " + index;
    ObjectNode headers = headers(place);
    String type = text(headers, "type");
    if (type == null) {
      throw new BrokenFraming(place + ": header has no type");
    }
    return new EnvelopeItem(
        ItemType.of(type),
        payload(headers.get("length"), place),
        text(headers, "content_type"),
        text(headers, "filename"),
        text(headers, "attachment_type"),
        headers.path("item_count").canConvertToInt() ? headers.get("item_count").intValue() : null);
  }

  private Bytes payload(@Nullable JsonNode length, String place) throws BrokenFraming {
    if (length == null || length.isNull()) {
      return line();
    }
    int left = body.length() - position;
    if (!length.isIntegralNumber() || length.asLong() < 0) {
      throw new BrokenFraming(place + ": length is not a count of bytes");
    }
    if (!length.canConvertToInt() || length.intValue() > left) {
      throw new BrokenFraming(
          "%s: length says %s bytes, but %d are left".formatted(place, length.asText(), left));
    }
    int end = position + length.intValue();
    if (end < body.length() && body.at(end) != NEWLINE) {
      throw new BrokenFraming(place + ": no line break after the payload");
    }
    Bytes payload = body.slice(position, end);
    position = Math.min(end + 1, body.length());
    return payload;
  }

  private ObjectNode headers(String place) throws BrokenFraming {
    Bytes line = line();
    if (line.length() > HEADER_BYTES_MAX) {
      throw new BrokenFraming(
          "%s: header has %d bytes, at most %d are allowed"
              .formatted(place, line.length(), HEADER_BYTES_MAX));
    }
    return PayloadJson.readObject(line)
        .orElseThrow(() -> new BrokenFraming(place + ": header is not a JSON object"));
  }

  /** The bytes up to the next line break or the end, without a carriage return before it. */
  private Bytes line() {
    int newline = body.indexOf(NEWLINE, position);
    int end = newline < 0 ? body.length() : newline;
    int start = position;
    position = newline < 0 ? end : end + 1;
    boolean carriageReturn = end > start && body.at(end - 1) == '\r';
    return body.slice(start, carriageReturn ? end - 1 : end);
  }

  /** Moves to the next item; false at the end of the body. */
  private boolean skipBlankLines() {
    while (position < body.length()
        && (body.at(position) == NEWLINE || body.at(position) == '\r')) {
      position++;
    }
    return position < body.length();
  }

  private static @Nullable String text(ObjectNode headers, String name) {
    JsonNode value = headers.get(name);
    return value != null && value.isTextual() && !value.textValue().isEmpty()
        ? value.textValue()
        : null;
  }

  /** A clock reading that cannot be understood corrects nothing. */
  private static @Nullable Instant instant(@Nullable JsonNode value) {
    if (value == null || !value.isTextual()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value.textValue()).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Ends reading from any depth; never leaves this class. */
  private static final class BrokenFraming extends Exception {
    private static final long serialVersionUID = 1;
    private final String detail;

    BrokenFraming(String detail) {
      super(detail, null, false, false);
      this.detail = detail;
    }
  }
}
