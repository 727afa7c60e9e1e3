package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.body.Multipart;
import dev.tracefold.intake.envelope.Envelope;
import dev.tracefold.intake.envelope.EnvelopeItem;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.intake.envelope.ItemType;
import dev.tracefold.intake.security.SecurityReportReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bodies of the endpoints that are no envelope: forms with files, and reports of browsers. */
final class FormBody {

  /** The form's field that holds a crash, as the crash reporters of the field have it. */
  private static final String MINIDUMP_FIELD = "upload_file_minidump";

  /** The form's field that holds the rest of the event as JSON. */
  private static final String EVENT_FIELD = "sentry";

  private static final Bytes MINIDUMP_MAGIC = Bytes.utf8("MDMP");

  private FormBody() {}

  /** One item whose payload is the body. */
  static RequestBody ofItem(ItemType type, Bytes body) {
    return new RequestBody.Items(Envelope.of(null, List.of(EnvelopeItem.of(type, body))));
  }

  /** Files of an event that was sent before. */
  static RequestBody ofAttachments(String eventId, Bytes body, String contentType) {
    Optional<List<Multipart.Part>> parts = Multipart.read(body, contentType);
    if (parts.isEmpty()) {
      return notMultipart();
    }
    List<EnvelopeItem> items =
        parts.get().stream()
            .filter(part -> part.fileName() != null)
            .map(part -> attachment(part, AttachmentType.ATTACHMENT))
            .toList();
    return new RequestBody.Items(Envelope.of(eventId, items));
  }

  /** A crash: the minidump as an attachment of an event that says little more than that. */
  static RequestBody ofMinidump(Bytes body, String contentType) {
    if (body.startsWithAt(MINIDUMP_MAGIC, 0)) {
      Multipart.Part bare = new Multipart.Part(MINIDUMP_FIELD, "minidump.dmp", null, body);
      return crash(List.of(bare));
    }
    return Multipart.read(body, contentType).map(FormBody::crash).orElseGet(FormBody::notMultipart);
  }

  private static RequestBody crash(List<Multipart.Part> parts) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    List<EnvelopeItem> files = new ArrayList<>();
    Bytes minidump = Bytes.EMPTY;
    for (Multipart.Part part : parts) {
      if (part.name().equals(MINIDUMP_FIELD)) {
        minidump = part.content();
        files.add(attachment(part, AttachmentType.MINIDUMP));
      } else if (part.name().equals(EVENT_FIELD)) {
        if (part.content().length() > Triage.EVENT_BYTES_MAX) {
          return RequestBody.eventTooLarge();
        }
        PayloadJson.readObject(part.content()).ifPresent(event::setAll);
      } else if (part.fileName() != null) {
        files.add(attachment(part, AttachmentType.ATTACHMENT));
      } else {
        extra.put(part.name(), part.content().text());
      }
    }
    if (!minidump.startsWithAt(MINIDUMP_MAGIC, 0)) {
      return new RequestBody.Unreadable(
          400,
          "invalid_minidump",
          "the form has no field %s with a minidump".formatted(MINIDUMP_FIELD));
    }
    if (!extra.isEmpty() && !event.has("extra")) {
      event.set("extra", extra);
    }
    String eventId = crashId(event, minidump);
    complete(event.put("event_id", eventId));
    List<EnvelopeItem> items = new ArrayList<>();
    items.add(EnvelopeItem.of(ItemType.EVENT, Bytes.utf8(PayloadJson.write(event))));
    items.addAll(files);
    return new RequestBody.Items(Envelope.of(eventId, items));
  }

  /** Crash reporters name no event, and send again what was not answered: it is the same crash. */
  private static String crashId(ObjectNode event, Bytes minidump) {
    return EventIds.read(event.path("event_id").asText())
        .orElseGet(() -> EventIds.derive(0, minidump));
  }

  /** What an event needs to be told from others while nobody has read the minidump. */
  private static void complete(ObjectNode event) {
    if (!event.has("platform")) {
      event.put("platform", "native");
    }
    if (!event.has("level")) {
      event.put("level", "fatal");
    }
    if (!event.has("exception")) {
      ObjectNode exception = event.putObject("exception").putArray("values").addObject();
      exception.put("type", "Minidump").put("value", "Invalid Minidump");
      exception.putObject("mechanism").put("type", "minidump").put("handled", false);
    }
  }

  /** Reports of a browser about a site's policies, one event each. */
  static RequestBody ofSecurityReport(IntakeRequest request, Bytes body) {
    if (body.length() > Triage.EVENT_BYTES_MAX) {
      return RequestBody.eventTooLarge();
    }
    Optional<JsonNode> json = PayloadJson.read(body);
    List<ObjectNode> events = json.map(SecurityReportReader::read).orElse(List.of());
    if (events.isEmpty()) {
      return new RequestBody.Unreadable(
          400,
          Triage.INVALID_JSON,
          "expected a report about CSP, HPKP, Expect-CT or Expect-Staple as JSON");
    }
    List<EnvelopeItem> items = new ArrayList<>();
    for (ObjectNode event : events) {
      copy(request, "sentry_release", event, "release");
      copy(request, "sentry_environment", event, "environment");
      Bytes id = Bytes.utf8(request.id() + "/" + items.size());
      event.put("event_id", EventIds.derive(0, id));
      Bytes payload = Bytes.utf8(PayloadJson.write(event));
      items.add(EnvelopeItem.of(ItemType.SECURITY, payload));
    }
    return new RequestBody.Items(Envelope.of(null, items));
  }

  private static void copy(
      IntakeRequest request, String parameter, ObjectNode event, String member) {
    String value = request.query().get(parameter);
    if (value != null) {
      event.put(member, value);
    }
  }

  private static EnvelopeItem attachment(Multipart.Part part, AttachmentType type) {
    return new EnvelopeItem(
        ItemType.ATTACHMENT,
        part.content(),
        part.contentType(),
        part.fileName(),
        type.value(),
        null);
  }

  private static RequestBody.Unreadable notMultipart() {
    return new RequestBody.Unreadable(
        400,
        "invalid_multipart",
        "the body is not multipart/form-data, or has more than %d parts"
            .formatted(Multipart.PARTS_MAX));
  }
}
