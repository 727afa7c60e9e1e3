package dev.tracefold.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.AttachmentList;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EventIds;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the events queue: the form with a {@code payload}, and a bare event that names
 * its {@code project}. {@code events/README.md} lists the members.
 */
public final class EventMessageReader {

  /** What the intake lets through; larger payloads come from other producers. */
  public static final int PAYLOAD_BYTES_MAX = 20 * 1024 * 1024;

  /** The year 2255: as far as nanoseconds since 1970 go in a long. */
  private static final double SECONDS_MAX = 9e9;

  private EventMessageReader() {}

  /** Reads a body; never fails. */
  public static EventRead read(String body) {
    Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
    Optional<JsonNode> json = PayloadJson.readQueued(bytes);
    if (json.isEmpty()) {
      return new EventRead.Invalid(
          Rejection.INVALID_JSON,
          "found %d bytes that are not one JSON value of at most %d levels"
              .formatted(bytes.length(), PayloadJson.DEPTH_MAX),
          null);
    }
    if (!(json.get() instanceof ObjectNode object)) {
      return malformed("found a JSON " + json.get().getNodeType() + ", expected an object", null);
    }
    boolean enveloped = object.has("payload") || object.has("payload_ref");
    Long projectId = projectId(object.path(enveloped ? "project_id" : "project"));
    if (projectId == null) {
      return malformed("project_id: found no positive whole number", null);
    }
    return enveloped ? message(object, bytes, projectId) : bare(object, bytes, projectId);
  }

  private static EventRead message(ObjectNode object, Bytes bytes, long projectId) {
    String type = object.path("type").asText("event");
    Optional<ItemKind> kind = ItemKind.of(type);
    if (kind.isEmpty()) {
      return malformed(
          "type: found '%s', expected event, transaction or user_report".formatted(shown(type)),
          projectId);
    }
    ObjectNode payload = object.path("payload") instanceof ObjectNode node ? node : null;
    String reference = object.path("payload_ref").textValue();
    if (payload == null && (reference == null || !StagingKeys.isId(reference))) {
      return malformed(
          "payload: found a JSON %s, expected an object"
              .formatted(object.path("payload").getNodeType()),
          projectId);
    }
    String eventId =
        EventIds.read(object.path("event_id").asText(""))
            .or(() -> EventIds.read(payload == null ? "" : payload.path("event_id").asText("")))
            .orElseGet(() -> EventIds.derive(projectId, bytes));
    return new EventRead.Valid(
        new EventMessage(
            kind.get(),
            projectId,
            projectId(object.path("key_id")),
            eventId,
            time(object.path("start_time")),
            object.path("remote_addr").textValue(),
            object.path("normalized").asBoolean(false),
            payload,
            reference,
            AttachmentList.read(object.path("attachments"))));
  }

  private static EventRead bare(ObjectNode event, Bytes bytes, long projectId) {
    ItemKind kind =
        event.path("type").asText("").equals("transaction") ? ItemKind.TRANSACTION : ItemKind.EVENT;
    String eventId =
        EventIds.read(event.path("event_id").asText(""))
            .orElseGet(() -> EventIds.derive(projectId, bytes));
    return new EventRead.Valid(
        new EventMessage(
            kind,
            projectId,
            projectId(event.path("key_id")),
            eventId,
            null,
            null,
            false,
            event,
            null,
            AttachmentList.NONE));
  }

  /** A positive whole number, also as a text of digits; null for anything else. */
  private static @Nullable Long projectId(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0) {
      return node.longValue();
    }
    String text = node.isTextual() ? node.textValue() : "";
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    long value = Long.parseLong(text);
    return value > 0 ? value : null;
  }

  /** Unix seconds or ISO 8601; null for anything else, and for what is no time of this era. */
  private static @Nullable Instant time(JsonNode node) {
    if (node.isNumber()) {
      double seconds = node.doubleValue();
      return seconds > 0 && seconds < SECONDS_MAX
          ? Instant.EPOCH.plusNanos(
              node.decimalValue().movePointRight(9).setScale(0, RoundingMode.DOWN).longValue())
          : null;
    }
    try {
      Instant time = node.isTextual() ? OffsetDateTime.parse(node.textValue()).toInstant() : null;
      boolean ofThisEra =
          time != null && time.getEpochSecond() > 0 && time.getEpochSecond() < SECONDS_MAX;
      return ofThisEra ? time : null;
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  private static EventRead malformed(String detail, @Nullable Long projectId) {
    return new EventRead.Invalid(Rejection.PAYLOAD, detail, projectId);
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
