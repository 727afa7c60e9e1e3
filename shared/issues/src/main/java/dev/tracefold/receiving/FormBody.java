package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.JsonNode;
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

  /** A crash: a form, or a minidump alone. */
  static RequestBody ofMinidump(Bytes body, String contentType) {
    if (CrashForm.isMinidump(body)) {
      String name = CrashForm.MINIDUMP_FIELD;
      return CrashForm.read(List.of(new Multipart.Part(name, "minidump.dmp", null, body)));
    }
    return Multipart.read(body, contentType).map(CrashForm::read).orElseGet(FormBody::notMultipart);
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

  static EnvelopeItem attachment(Multipart.Part part, AttachmentType type) {
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
