package dev.tracefold.attachment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Descriptions and jobs as JSON (event-saving 16.1). */
final class AttachmentJson {

  /** Raised when a reader of the old form would misread the new one. */
  private static final int FORMAT = 1;

  /** Far beyond any clock; what lies outside is a unit mistaken, and counts as not noted. */
  private static final Instant START_TIME_MAX = Instant.parse("2200-01-01T00:00:00Z");

  private AttachmentJson() {}

  static ObjectNode write(AttachmentDescription attachment) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", attachment.id());
    node.put("name", attachment.name().value());
    node.put("content_type", attachment.contentType().value());
    node.put("type", attachment.type().value());
    node.put("size", attachment.size());
    node.put("chunks", attachment.chunks());
    node.put("rate_limited", attachment.rateLimited());
    return node;
  }

  static AttachmentReading read(JsonNode node, int position) {
    if (!node.isObject()) {
      return malformed(
          position, "found a JSON %s; expected an object".formatted(node.getNodeType()));
    }
    String id = present(node, "id") ? node.get("id").asText() : Integer.toString(position);
    if (!StagingKeys.isId(id)) {
      return malformed(
          position,
          "id: found %s; expected 1 to 64 of A-Z a-z 0-9 _ -".formatted(shown(node, "id")));
    }
    JsonNode chunks = node.path("chunks");
    if (present(node, "chunks") && !isBetween(chunks, AttachmentDescription.CHUNKS_MAX)) {
      return malformed(
          position,
          "chunks: found %s; expected 0 to %d"
              .formatted(shown(chunks), AttachmentDescription.CHUNKS_MAX));
    }
    JsonNode size = node.path("size");
    if (present(node, "size") && !isBetween(size, Long.MAX_VALUE)) {
      return malformed(position, "size: found %s; expected 0 or more bytes".formatted(shown(size)));
    }
    return new AttachmentReading.Valid(
        new AttachmentDescription(
            id,
            AttachmentName.of(text(node, "name")),
            ContentType.of(text(node, "content_type")),
            AttachmentType.of(text(node, "type")),
            size.asLong(0),
            present(node, "chunks") ? chunks.intValue() : 1,
            node.path("rate_limited").asBoolean(false)));
  }

  static String write(AttachmentJob job) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("v", FORMAT);
    node.put("id", job.projectId() + ":" + job.itemId());
    node.put("organization_id", job.organizationId());
    node.put("project_id", job.projectId());
    node.put("event_id", job.eventId());
    node.put("issue_id", job.issueId());
    node.put("key_id", job.keyId());
    node.put("start_time", seconds(job.startTime()));
    node.set("attachment", write(job.attachment()));
    return JsonTree.write(node);
  }

  static JobReading readJob(String json) {
    JsonNode node;
    try {
      node = JsonTree.read(json);
    } catch (JsonProcessingException e) {
      return new JobReading.Malformed(
          null, "not JSON: %s; expected an object".formatted(e.getOriginalMessage()));
    }
    if (!node.isObject()) {
      return new JobReading.Malformed(
          null, "found a JSON %s; expected an object".formatted(node.getNodeType()));
    }
    return readJob(node);
  }

  private static JobReading readJob(JsonNode node) {
    if (present(node, "v") && node.get("v").asInt() != FORMAT) {
      return new JobReading.Malformed(
          null, "v: found %s; expected format %d".formatted(shown(node.get("v")), FORMAT));
    }
    Long projectId = integer(node, "project_id");
    if (projectId == null || projectId <= 0) {
      return new JobReading.Malformed(
          null,
          "project_id: found %s; expected a positive number".formatted(shown(node, "project_id")));
    }
    String eventId = text(node, "event_id");
    if (eventId == null || !AttachmentJob.isEventId(eventId)) {
      return new JobReading.Malformed(
          projectId,
          "event_id: found %s; expected 32 lower-case hex digits"
              .formatted(shown(node, "event_id")));
    }
    Long organizationId = integer(node, "organization_id");
    return switch (read(node.path("attachment"), 0)) {
      case AttachmentReading.Malformed malformed ->
          new JobReading.Malformed(projectId, "attachment: " + malformed.problem());
      case AttachmentReading.Valid valid ->
          new JobReading.Valid(
              new AttachmentJob(
                  organizationId == null ? 1 : organizationId,
                  projectId,
                  eventId,
                  integer(node, "issue_id"),
                  integer(node, "key_id"),
                  time(node.path("start_time")),
                  valid.attachment()));
    };
  }

  private static @Nullable BigDecimal seconds(@Nullable Instant time) {
    return time == null
        ? null
        : BigDecimal.valueOf(time.getEpochSecond())
            .add(BigDecimal.valueOf(time.getNano() / 1000, 6));
  }

  /** Unix seconds with an optional fraction, or ISO 8601; null if it is neither. */
  private static @Nullable Instant time(JsonNode node) {
    try {
      Instant time;
      if (node.isNumber()) {
        BigDecimal seconds = node.decimalValue();
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        time =
            Instant.ofEpochSecond(
                whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValue());
      } else {
        time = OffsetDateTime.parse(node.asText()).toInstant();
      }
      return time.isBefore(Instant.EPOCH) || time.isAfter(START_TIME_MAX) ? null : time;
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static AttachmentReading malformed(int position, String problem) {
    return new AttachmentReading.Malformed(position, AttachmentList.REASON_INVALID, problem);
  }

  private static boolean present(JsonNode node, String member) {
    return !node.path(member).isMissingNode() && !node.path(member).isNull();
  }

  private static boolean isBetween(JsonNode number, long max) {
    return number.isIntegralNumber()
        && number.canConvertToLong()
        && number.longValue() >= 0
        && number.longValue() <= max;
  }

  private static @Nullable Long integer(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
  }

  private static @Nullable String text(JsonNode node, String member) {
    return node.path(member).textValue();
  }

  private static String shown(JsonNode node, String member) {
    return shown(node.path(member));
  }

  /** Enough of a value to recognise it in a log. */
  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : JsonTree.write(value);
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
