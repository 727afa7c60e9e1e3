package dev.tracefold.receiving;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.intake.envelope.Envelope;
import dev.tracefold.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The attachments of an envelope. They go with its first event and share its fate; without one they
 * belong to an event that was sent before.
 */
final class EnvelopeAttachments {

  /** The most attachments of one envelope (since-2022 10). */
  static final int ATTACHMENTS_MAX = 30;

  private static final String TOO_MANY_ATTACHMENTS = "too_many_attachments";

  private final Arrival arrival;
  private final Envelope envelope;
  private final Delivery.Builder delivery;
  private final List<IndexedItem> waiting = new ArrayList<>();

  EnvelopeAttachments(Arrival arrival, Envelope envelope, Delivery.Builder delivery) {
    this.arrival = arrival;
    this.envelope = envelope;
    this.delivery = delivery;
  }

  /** Takes one up; it is dropped at once where there are too many before it. */
  void add(IndexedItem attachment) {
    if (waiting.size() < ATTACHMENTS_MAX) {
      waiting.add(attachment);
    } else {
      drop(attachment, new Outcome.Invalid(TOO_MANY_ATTACHMENTS));
    }
  }

  /** Stages those that wait for this event; what its message says of them. */
  List<AttachmentDescription> stageWith(String eventId) {
    List<AttachmentDescription> described = new ArrayList<>();
    for (IndexedItem attachment : waiting) {
      described.add(stage(eventId, attachment));
    }
    waiting.clear();
    return described;
  }

  /** Drops those that wait, with the event that they came for. */
  void dropWith(Outcome outcome) {
    waiting.forEach(attachment -> drop(attachment, outcome));
    waiting.clear();
  }

  /**
   * Stages those that are left, each with a job of its own.
   *
   * @param limited asked for each: the outcome if a rate limit refuses it
   */
  void stageLate(Supplier<Optional<Outcome>> limited) {
    String eventId = envelope.eventId();
    for (IndexedItem attachment : waiting) {
      if (eventId == null) {
        drop(attachment, new Outcome.Invalid(Triage.MISSING_EVENT_ID));
        continue;
      }
      Optional<Outcome> refused = limited.get();
      if (refused.isPresent()) {
        drop(attachment, refused.get());
        continue;
      }
      delivery.job(
          new AttachmentJob(
              arrival.project().organizationId(),
              arrival.project().id(),
              eventId,
              null,
              arrival.key().id(),
              arrival.receivedAt(),
              stage(eventId, attachment)));
    }
    waiting.clear();
  }

  private AttachmentDescription stage(String eventId, IndexedItem attachment) {
    StagedAttachment staged =
        StagedAttachment.of(arrival.project(), eventId, attachment.item(), attachment.index());
    delivery.stage(staged.chunks());
    return staged.description();
  }

  private void drop(IndexedItem attachment, Outcome outcome) {
    delivery.outcome(attachment.outcome(arrival, envelope.eventId(), outcome));
  }
}
