package dev.tracefold.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.DerivedTags;
import dev.tracefold.attribute.EventAttributes;
import dev.tracefold.attribute.MaterializedFields;
import dev.tracefold.grouping.GroupedPayload;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.release.DatedRelease;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes occurrences of prepared payloads: tags, grouping, title (event-saving 5.4, 2 to 15). */
final class Occurrences {

  private final EventGrouping grouping;

  Occurrences(EventGrouping grouping) {
    this.grouping = Objects.requireNonNull(grouping, "grouping");
  }

  /**
   * Finishes one event, in its payload too.
   *
   * @param payload normalised; becomes the final payload
   * @param release its release as stored, or null
   */
  Occurrence of(
      String messageId,
      EventMessage message,
      Project project,
      ObjectNode payload,
      EventAttributes attributes,
      @Nullable DatedRelease release,
      ProjectOptions deployment,
      Instant now) {
    DerivedTags.write(
        payload, attributes, release == null ? null : release.version(), attributes.dist());
    EventGrouping.Grouped grouped = grouping.group(payload, project.options(), deployment, now);
    if (message.kind() == ItemKind.EVENT) {
      GroupedPayload.write(payload, grouped.grouped());
      grouped.warnings().forEach(warning -> addError(payload, warning));
    }
    MaterializedFields fields = MaterializedFields.of(payload, grouped.grouped().event());
    fields.writeTo(payload);
    payload.put("project", project.id());
    return new Occurrence(
        messageId,
        new ItemKey(project.id(), message.kind(), message.eventId()),
        message,
        project,
        payload,
        attributes,
        release,
        grouped.hashes(),
        fields,
        Objects.requireNonNullElse(message.startTime(), now));
  }

  private static void addError(ObjectNode payload, String warning) {
    JsonNode errors = payload.path("errors");
    ArrayNode list = errors instanceof ArrayNode array ? array : payload.putArray("errors");
    list.addObject().put("type", "invalid_data").put("name", "grouping").put("value", warning);
  }
}
