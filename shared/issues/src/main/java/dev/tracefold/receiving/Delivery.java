package dev.tracefold.receiving;

import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request leaves behind, all of which has to be durable before it is acknowledged.
 *
 * @param eventId of the event it carried or belongs to, or null
 * @param staged objects, to be stored first
 * @param messages bodies for the events queue
 * @param jobs for the attachments queue
 * @param outcomes of items that go no further
 */
public record Delivery(
    @Nullable String eventId,
    List<StagedObject> staged,
    List<String> messages,
    List<AttachmentJob> jobs,
    List<OutcomeMessage> outcomes) {

  public Delivery {
    staged = List.copyOf(staged);
    messages = List.copyOf(messages);
    jobs = List.copyOf(jobs);
    outcomes = List.copyOf(outcomes);
  }

  /** Whether anything of the request is on its way to be saved. */
  public boolean savesSomething() {
    return !messages.isEmpty() || !jobs.isEmpty();
  }

  /**
   * The reason for which an item was found invalid, the first if several were; null if none. That
   * an item is of a type that nobody here knows is no fault of its sender.
   */
  public @Nullable String invalidReason() {
    for (OutcomeMessage message : outcomes) {
      if (message.outcome() instanceof Outcome.Invalid invalid
          && !invalid.reason().equals(Triage.UNKNOWN_ITEM_TYPE)) {
        return invalid.reason();
      }
    }
    return null;
  }

  /** Whether a rate limit refused an item. */
  public boolean isLimited() {
    return outcomes.stream().anyMatch(sent -> sent.outcome() instanceof Outcome.RateLimited);
  }

  /** Collects a delivery while items are sorted. */
  static final class Builder {
    private @Nullable String eventId;
    private final List<StagedObject> staged = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<AttachmentJob> jobs = new ArrayList<>();
    private final List<OutcomeMessage> outcomes = new ArrayList<>();

    /** Sets the event's id unless an earlier item has. */
    Builder eventId(@Nullable String id) {
      eventId = eventId == null ? id : eventId;
      return this;
    }

    Builder stage(List<StagedObject> objects) {
      staged.addAll(objects);
      return this;
    }

    Builder message(QueuedItem item) {
      stage(item.staged());
      messages.add(item.body());
      return this;
    }

    Builder job(AttachmentJob job) {
      jobs.add(job);
      return this;
    }

    Builder outcome(OutcomeMessage outcome) {
      outcomes.add(outcome);
      return this;
    }

    Delivery build() {
      return new Delivery(eventId, staged, messages, jobs, outcomes);
    }
  }
}
