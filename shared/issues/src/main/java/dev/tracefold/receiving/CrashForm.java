package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.PayloadMessagePack;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.body.Multipart.Part;
import dev.tracefold.intake.envelope.Envelope;
import dev.tracefold.intake.envelope.EnvelopeItem;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.intake.envelope.ItemType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A crash as crash reporters send it: a form with a minidump, and what the SDK knew of the event in
 * one of several ways. The minidump and other files become attachments of that event; what holds
 * the event itself does not, since an attachment is not scrubbed.
 */
final class CrashForm {

  /** The form's field that holds a crash, as the crash reporters of the field have it. */
  static final String MINIDUMP_FIELD = "upload_file_minidump";

  private static final Bytes MINIDUMP_MAGIC = Bytes.utf8("MDMP");

  /** The event as JSON, in one field or, since fields may be short, cut into several. */
  private static final String EVENT_FIELD = "sentry";

  private static final Pattern EVENT_PIECE = Pattern.compile("sentry__(\\d{1,4})");

  /** One member of the event: {@code sentry[tags][flavour]}. */
  private static final Pattern EVENT_MEMBER =
      Pattern.compile("sentry((?:\\[[^\\[\\]]{1,200}\\]){1,8})");

  /** The event, and its breadcrumbs in two halves, as files in MessagePack. */
  private static final String EVENT_FILE = "__sentry-event";

  private static final String BREADCRUMBS_FILE = "__sentry-breadcrumb";

  private final ObjectNode event = JsonNodeFactory.instance.objectNode();
  private final ObjectNode extra = JsonNodeFactory.instance.objectNode();
  private final TreeMap<Integer, String> pieces = new TreeMap<>();
  private final List<ObjectNode> breadcrumbs = new ArrayList<>();
  private final List<EnvelopeItem> files = new ArrayList<>();
  private Bytes minidump = Bytes.EMPTY;
  private int eventBytes;

  private CrashForm() {}

  /** Whether a body is a minidump and no form around one. */
  static boolean isMinidump(Bytes body) {
    return body.startsWithAt(MINIDUMP_MAGIC, 0);
  }

  /** The event of a form, with its files. */
  static RequestBody read(List<Part> parts) {
    CrashForm form = new CrashForm();
    parts.forEach(form::take);
    return form.read();
  }

  private void take(Part part) {
    Bytes content = part.content();
    String name = part.name();
    if (name.equals(MINIDUMP_FIELD)) {
      minidump = content;
      files.add(FormBody.attachment(part, AttachmentType.MINIDUMP));
    } else if (name.equals(EVENT_FILE)) {
      eventBytes += content.length();
      PayloadMessagePack.readObjects(content).forEach(event::setAll);
    } else if (name.startsWith(BREADCRUMBS_FILE)) {
      breadcrumbs.addAll(PayloadMessagePack.readObjects(content));
    } else if (part.fileName() != null && !name.equals(EVENT_FIELD)) {
      files.add(FormBody.attachment(part, AttachmentType.ATTACHMENT));
    } else {
      eventBytes += content.length();
      if (eventBytes <= Triage.EVENT_BYTES_MAX) {
        field(name, content);
      }
    }
  }

  private void field(String name, Bytes content) {
    Matcher piece = EVENT_PIECE.matcher(name);
    Matcher member = EVENT_MEMBER.matcher(name);
    if (name.equals(EVENT_FIELD)) {
      PayloadJson.readObject(content).ifPresent(event::setAll);
    } else if (piece.matches()) {
      pieces.put(Integer.parseInt(piece.group(1)), content.text());
    } else if (member.matches()) {
      put(member.group(1), content.text());
    } else {
      extra.put(name, content.text());
    }
  }

  /** Puts a text where a path of names in brackets leads; what stands in its way stays. */
  private void put(String brackets, String text) {
    String[] path = brackets.substring(1, brackets.length() - 1).split("\\]\\[", -1);
    ObjectNode object = event;
    for (int i = 0; i < path.length - 1; i++) {
      if (object.has(path[i]) && !object.get(path[i]).isObject()) {
        return;
      }
      object = object.withObjectProperty(path[i]);
    }
    object.put(path[path.length - 1], text);
  }

  private RequestBody read() {
    if (eventBytes > Triage.EVENT_BYTES_MAX) {
      return RequestBody.eventTooLarge();
    }
    if (!isMinidump(minidump)) {
      return new RequestBody.Unreadable(
          400,
          "invalid_minidump",
          "the form has no field %s with a minidump".formatted(MINIDUMP_FIELD));
    }
    PayloadJson.readObject(Bytes.utf8(String.join("", pieces.values()))).ifPresent(event::setAll);
    if (!breadcrumbs.isEmpty() && !event.has("breadcrumbs")) {
      // The halves are filled in turns: which is the older, their times tell.
      breadcrumbs.sort(Comparator.comparing(crumb -> crumb.path("timestamp").asText()));
      event.putArray("breadcrumbs").addAll(breadcrumbs);
    }
    if (!extra.isEmpty() && !event.has("extra")) {
      event.set("extra", extra);
    }
    String eventId = id();
    complete(event.put("event_id", eventId));
    List<EnvelopeItem> items = new ArrayList<>();
    items.add(EnvelopeItem.of(ItemType.EVENT, Bytes.utf8(PayloadJson.write(event))));
    items.addAll(files);
    return new RequestBody.Items(Envelope.of(eventId, items));
  }

  /** Crash reporters name no event, and send again what was not answered: it is the same crash. */
  private String id() {
    Optional<String> named = EventIds.read(event.path("event_id").asText());
    return named.orElseGet(() -> EventIds.derive(0, minidump));
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
}
