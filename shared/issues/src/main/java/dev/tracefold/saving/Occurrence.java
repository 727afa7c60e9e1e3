package dev.tracefold.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.EventAttributes;
import dev.tracefold.attribute.MaterializedFields;
import dev.tracefold.issue.EventHashes;
import dev.tracefold.issue.IssueFace;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.project.Project;
import dev.tracefold.release.DatedRelease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event, read, prepared and grouped: everything about it that needs no look at issues.
 *
 * @param messageId the queue message it came in
 * @param key what is counted once
 * @param message what the queue message says of it
 * @param project its project
 * @param payload its final payload, but for what its issue decides
 * @param attributes what was read off the payload
 * @param release its release, or null
 * @param hashes what finds its issue; for a transaction, which has none, what is published
 * @param fields title, culprit and the like
 * @param acceptedAt when it came in; now, where nobody noted it
 */
public record Occurrence(
    String messageId,
    ItemKey key,
    EventMessage message,
    Project project,
    ObjectNode payload,
    EventAttributes attributes,
    @Nullable DatedRelease release,
    EventHashes hashes,
    MaterializedFields fields,
    Instant acceptedAt) {

  /** Of the key alone, which no two of a batch share: that of a payload visits all of it. */
  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** The name of its release, or null. */
  public @Nullable String version() {
    return release == null ? null : release.version();
  }

  /** What its attachments came with. */
  EventAttachments.Owner owner() {
    return new EventAttachments.Owner(project, message, acceptedAt);
  }

  /** Its one outcome, if it is this one. */
  public OutcomeMessage outcome(Outcome outcome, boolean counted) {
    DataCategory category = attributes.category();
    return new OutcomeMessage(
        OutcomeMessage.id(key.projectId(), category, key.id(), outcome),
        counted,
        acceptedAt,
        project.organizationId(),
        key.projectId(),
        message.keyId(),
        outcome,
        message.eventId(),
        category,
        1);
  }

  /**
   * What it says of an issue that it creates.
   *
   * @param level index of the hierarchical hash that the issue stands for, or null
   */
  public IssueFace creationFace(@Nullable Integer level) {
    return face(level, fields.creationMessage());
  }

  /**
   * What it says of an issue that exists.
   *
   * @param level as above
   */
  public IssueFace face(@Nullable Integer level) {
    return face(level, fields.searchMessage());
  }

  private IssueFace face(@Nullable Integer level, String text) {
    MaterializedFields.CurrentLevel current =
        level == null ? null : MaterializedFields.CurrentLevel.of(payload, level);
    ObjectNode data = fields.issueData(current, attributes.received());
    return new IssueFace(
        attributes.levelNumber(), data.path("title").asText(), fields.culprit(), text, data);
  }
}
