package dev.tracefold.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.killswitch.KillSwitch;
import dev.tracefold.killswitch.KillSwitches;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Drops events at the door where an operator's switch says so (event-saving 20.2, 21.3): before
 * their payload is fetched, or before it is prepared. One that was saved before stays accepted.
 * Unlike in the reference each leaves an outcome, for every item has one.
 */
final class LoadShedding {

  /** Reason of an outcome: an operator's kill switch. */
  static final String REASON = "load-shed";

  /** How the reference writes a missing type here (event-saving 20.2). */
  private static final String NO_TYPE = "null";

  private final EventRecords records;
  private final EventAttachments attachments;

  LoadShedding(EventRecords records, EventAttachments attachments) {
    this.records = Objects.requireNonNull(records, "records");
    this.attachments = Objects.requireNonNull(attachments, "attachments");
  }

  /** Whether the event is dropped unread; then its outcomes are noted. */
  boolean dropsUnread(
      String messageId, EventAttachments.Owner owner, KillSwitches switches, Progress progress) {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("project_id", owner.project().id());
    facts.put("event_id", owner.message().eventId());
    facts.put("has_attachments", hasAttachments(owner));
    return switches.matches(KillSwitch.PIPELINE, facts)
        && drops(messageId, owner, owner.message().payload(), progress);
  }

  /** Whether the event is dropped now that its payload is at hand; then its outcomes are noted. */
  boolean dropsRead(
      String messageId,
      EventAttachments.Owner owner,
      ObjectNode payload,
      KillSwitches switches,
      Progress progress) {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("organization_id", owner.project().organizationId());
    facts.put("project_id", owner.project().id());
    facts.put("event_type", payload.path("type").asText(NO_TYPE));
    facts.put("has_attachments", hasAttachments(owner));
    facts.put("event_id", owner.message().eventId());
    return switches.matches(KillSwitch.PARSED_PIPELINE, facts)
        && drops(messageId, owner, payload, progress);
  }

  private static boolean hasAttachments(EventAttachments.Owner owner) {
    return !owner.message().attachments().attachments().isEmpty();
  }

  private boolean drops(
      String messageId,
      EventAttachments.Owner owner,
      @Nullable ObjectNode payload,
      Progress progress) {
    EventMessage message = owner.message();
    ItemKey key = new ItemKey(owner.project().id(), message.kind(), message.eventId());
    if (!records.find(List.of(key)).isEmpty()) {
      return false;
    }
    Outcome outcome = new Outcome.Filtered(REASON);
    DataCategory category =
        message.kind() == ItemKind.TRANSACTION || payload == null
            ? DataCategory.ofEventType(message.kind().wireName())
            : DataCategory.ofEventType(payload.path("type").asText(""));
    progress.outcome(
        messageId,
        new OutcomeMessage(
            OutcomeMessage.id(key.projectId(), category, key.id(), outcome),
            false,
            owner.acceptedAt(),
            owner.project().organizationId(),
            key.projectId(),
            message.keyId(),
            outcome,
            key.id(),
            category,
            1));
    attachments.discarded(owner, REASON).forEach(lost -> progress.outcome(messageId, lost));
    return true;
  }
}
