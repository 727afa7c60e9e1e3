package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.envelope.Envelope;
import dev.tracefold.intake.envelope.EnvelopeItem;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.intake.envelope.ItemType;
import dev.tracefold.intake.normalization.NormalizationContext;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.ratelimit.RateLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what becomes of each item of an envelope. Every item ends either in a message, whose
 * receiver tells its outcome, or in an outcome here; a bad item leaves its neighbours alone.
 */
final class Triage {

  /** The most bytes of an event, a transaction, a report or feedback (since-2022 10). */
  static final int EVENT_BYTES_MAX = 1024 * 1024;

  /**
   * The most bytes of all events of one envelope. SDKs send one; of this many, be they made for it,
   * a function is through before its time is up.
   */
  static final int EVENTS_BYTES_MAX = 5 * EVENT_BYTES_MAX;

  static final String TOO_LARGE = "too_large";
  static final String INVALID_JSON = "invalid_json";
  static final String DUPLICATE_ITEM = "duplicate_item";
  static final String MISSING_EVENT_ID = "missing_event_id";
  static final String UNKNOWN_ITEM_TYPE = "unknown_item_type";

  /** The end of items that the protocol knows and nothing here saves. */
  static final Outcome UNSAVED = new Outcome.Filtered("not-stored");

  private final Arrival arrival;
  private final Envelope envelope;
  private final RateLimits limits;
  private final Delivery.Builder delivery = new Delivery.Builder();
  private final Set<String> eventIds = new HashSet<>();
  private final EnvelopeAttachments attachments;
  private int eventBytes;

  private Triage(Arrival arrival, Envelope envelope, RateLimits limits) {
    this.arrival = arrival;
    this.envelope = envelope;
    this.limits = limits;
    this.attachments = new EnvelopeAttachments(arrival, envelope, delivery);
  }

  /**
   * Sorts the items of an envelope.
   *
   * @param limits asked for every item that is to be saved, apart from attachments of events
   */
  static Delivery of(Arrival arrival, Envelope envelope, RateLimits limits) {
    return new Triage(arrival, envelope, limits).sort();
  }

  private Delivery sort() {
    delivery.eventId(envelope.eventId());
    List<IndexedItem> events = new ArrayList<>();
    for (int i = 0; i < envelope.items().size(); i++) {
      IndexedItem indexed = new IndexedItem(i, envelope.items().get(i));
      switch (indexed.item().type()) {
        case EVENT, SECURITY, TRANSACTION -> events.add(indexed);
        case ATTACHMENT -> attachments.add(indexed);
        case USER_REPORT, FEEDBACK -> userReport(indexed);
        case CLIENT_REPORT -> clientReport(indexed);
        case UNKNOWN -> drop(indexed, new Outcome.Invalid(UNKNOWN_ITEM_TYPE));
        case RAW_SECURITY,
            FORM_DATA,
            UNREAL_REPORT,
            SESSION,
            SESSIONS,
            CHECK_IN,
            PROFILE,
            PROFILE_CHUNK,
            PROFILE_CHUNK_UI,
            REPLAY_EVENT,
            REPLAY_RECORDING,
            REPLAY_VIDEO,
            LOG,
            TRACE_METRIC,
            SPAN,
            OTEL_SPAN,
            OTEL_TRACES_DATA,
            STATSD,
            METRIC_BUCKETS,
            METRIC_META,
            NEL ->
            drop(indexed, UNSAVED);
      }
    }
    for (IndexedItem event : events) {
      event(event);
    }
    attachments.stageLate(this::limited);
    return delivery.build();
  }

  private void event(IndexedItem indexed) {
    EnvelopeItem item = indexed.item();
    eventBytes += item.payload().length();
    if (item.payload().length() > EVENT_BYTES_MAX || eventBytes > EVENTS_BYTES_MAX) {
      dropUnread(indexed, new Outcome.Invalid(TOO_LARGE));
      return;
    }
    Optional<ObjectNode> payload = PayloadJson.readObject(item.payload());
    if (payload.isEmpty()) {
      dropUnread(indexed, new Outcome.Invalid(INVALID_JSON));
      return;
    }
    String eventId = eventId(payload.get(), item);
    if (!eventIds.add(eventId)) {
      delivery.outcome(
          arrival.outcome(
              new Outcome.Invalid(DUPLICATE_ITEM),
              Categories.of(item.type()),
              indexed.id(arrival),
              eventId,
              1));
      return;
    }
    if (item.type() == ItemType.TRANSACTION) {
      payload.get().put("type", "transaction");
    }
    nameSdk(payload.get());
    Optional<String> filtered =
        EventPreparation.prepareUnlessFiltered(
            payload.get(),
            arrival.project(),
            new NormalizationContext(
                arrival.project().id(),
                arrival.key().id(),
                eventId,
                arrival.receivedAt(),
                envelope.sentAt(),
                arrival.remoteAddress(),
                arrival.headers().get("user-agent"),
                null));
    if (filtered.isPresent()) {
      delivery.eventId(eventId);
      dropEvent(indexed, eventId, new Outcome.Filtered(filtered.get()));
      return;
    }
    Optional<Outcome> limited = limited();
    if (limited.isPresent()) {
      delivery.eventId(eventId);
      dropEvent(indexed, eventId, limited.get());
      return;
    }
    payload.get().put("event_id", eventId);
    boolean transaction =
        item.type() == ItemType.TRANSACTION
            || "transaction".equals(payload.get().path("type").asText());
    QueuedItem.Type type = transaction ? QueuedItem.Type.TRANSACTION : QueuedItem.Type.EVENT;
    List<AttachmentDescription> described = attachments.stageWith(eventId);
    delivery
        .eventId(eventId)
        .message(QueuedItem.of(type, arrival, eventId, payload.get(), described));
  }

  /** Old SDKs say what they are only where they show their key. */
  private void nameSdk(ObjectNode payload) {
    String client = arrival.client();
    if (client == null || payload.hasNonNull("sdk") || payload.hasNonNull("client_sdk")) {
      return;
    }
    int slash = client.lastIndexOf('/');
    if (slash > 0) {
      payload
          .putObject("sdk")
          .put("name", client.substring(0, slash))
          .put("version", client.substring(slash + 1));
    }
  }

  /** The event's own id; else the envelope's; else one derived from what was sent. */
  private String eventId(ObjectNode payload, EnvelopeItem item) {
    return EventIds.read(payload.path("event_id").asText())
        .or(() -> Optional.ofNullable(envelope.eventId()).filter(id -> !eventIds.contains(id)))
        .orElseGet(() -> EventIds.derive(arrival.project().id(), item.payload()));
  }

  private void userReport(IndexedItem indexed) {
    EnvelopeItem item = indexed.item();
    if (item.payload().length() > EVENT_BYTES_MAX) {
      drop(indexed, new Outcome.Invalid(TOO_LARGE));
      return;
    }
    Optional<ObjectNode> json = PayloadJson.readObject(item.payload());
    if (json.isEmpty()) {
      drop(indexed, new Outcome.Invalid(INVALID_JSON));
      return;
    }
    Optional<UserReport> report =
        item.type() == ItemType.FEEDBACK
            ? UserReport.ofFeedback(json.get(), envelope.eventId())
            : UserReport.ofReport(json.get(), envelope.eventId());
    if (report.isEmpty()) {
      drop(indexed, new Outcome.Invalid(MISSING_EVENT_ID));
      return;
    }
    Optional<Outcome> limited = limited();
    if (limited.isPresent()) {
      drop(indexed, limited.get());
      return;
    }
    ObjectNode payload = report.get().payload();
    EventPreparation.prepareReport(payload, arrival.project());
    delivery.message(
        QueuedItem.of(
            QueuedItem.Type.USER_REPORT, arrival, report.get().eventId(), payload, List.of()));
  }

  /** A report is no item of its own: what it reports are. */
  private void clientReport(IndexedItem indexed) {
    Optional<ClientReport> report = ClientReport.read(indexed.item().payload());
    if (report.isEmpty()) {
      drop(indexed, new Outcome.Invalid(INVALID_JSON));
      return;
    }
    int entry = 0;
    for (ClientReport.Discard discard : report.get().discards()) {
      delivery.outcome(
          arrival.outcome(
              new Outcome.ClientDiscard(discard.reason()),
              discard.category(),
              indexed.id(arrival) + "/" + entry++,
              null,
              discard.quantity()));
    }
  }

  private Optional<Outcome> limited() {
    return limits
        .take(arrival.project(), arrival.key())
        .map(throttle -> new Outcome.RateLimited(throttle.scope().reason()));
  }

  /** Drops an event of which nothing is known: not even whether the envelope's id is its own. */
  private void dropUnread(IndexedItem indexed, Outcome outcome) {
    drop(indexed, outcome);
    attachments.dropWith(outcome);
  }

  /** Drops an event, and with it the attachments that came for it. */
  private void dropEvent(IndexedItem indexed, String eventId, Outcome outcome) {
    DataCategory category = Categories.of(indexed.item().type());
    delivery.outcome(arrival.outcome(outcome, category, eventId, eventId, 1));
    attachments.dropWith(outcome);
  }

  private void drop(IndexedItem indexed, Outcome outcome) {
    delivery.outcome(indexed.outcome(arrival, envelope.eventId(), outcome));
  }
}
