package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.text.UnicodeText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event and of its issue that are computed once, when the event is saved
 * (event-saving 10.7).
 *
 * @param type kind of event
 * @param culprit what the event is blamed on; empty if nothing tells
 * @param metadata what the event says, without tree labels; the issue's part
 * @param finestLabel the finest tree label, cut to what a title shows and null within where the
 *     last level has none; empty unless grouping was hierarchical
 * @param searchMessage the text by which it is found
 */
public record MaterializedFields(
    EventType type,
    String culprit,
    ObjectNode metadata,
    Optional<JsonNode> finestLabel,
    String searchMessage) {

  /** Longest message of an issue that was created just now; later events may lengthen it. */
  private static final int CREATION_MESSAGE_LENGTH_MAX = 255;

  /**
   * The level of a hierarchical grouping that an issue stands for.
   *
   * @param index 0 for the least specific
   * @param treeLabel its label as the payload has it; null if it has none
   */
  public record CurrentLevel(int index, @Nullable JsonNode treeLabel) {

    /** The level of this index, with its label from a payload that grouping has written to. */
    public static CurrentLevel of(ObjectNode payload, int index) {
      JsonNode label = payload.path("hierarchical_tree_labels").path(index);
      return new CurrentLevel(index, label.isArray() ? label : null);
    }
  }

  /**
   * Computes the fields; the payload stays as it is.
   *
   * @param payload normalised, with tags, hashes, labels and a custom title as grouping wrote them
   * @param event the same payload read, its frames as grouping left them
   */
  public static MaterializedFields of(ObjectNode payload, ErrorEvent event) {
    EventType type = EventType.of(event.type());
    ObjectNode metadata = EventMetadata.of(type, payload, event);
    Optional<JsonNode> finest = finest(payload.path("hierarchical_tree_labels"));
    String culprit = Culprit.of(payload, event);
    String searchMessage =
        SearchMessage.of(
            EventMetadata.logText(event.logEntry()), withFinest(metadata, finest), culprit);
    return new MaterializedFields(type, culprit, metadata, finest, searchMessage);
  }

  /**
   * The fields of an event that was stored with them, as they were.
   *
   * @param payload as {@link #writeTo} left it
   * @param event the same payload read
   */
  public static MaterializedFields ofStored(ObjectNode payload, ErrorEvent event) {
    ObjectNode metadata =
        payload.path("metadata") instanceof ObjectNode stored
            ? stored.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    metadata.remove(List.of("finest_tree_label", "stripped_crash"));
    Optional<JsonNode> finest = finest(payload.path("hierarchical_tree_labels"));
    String culprit = payload.path("culprit").asText("");
    String searchMessage =
        SearchMessage.of(
            EventMetadata.logText(event.logEntry()), withFinest(metadata, finest), culprit);
    return new MaterializedFields(
        EventType.of(event.type()), culprit, metadata, finest, searchMessage);
  }

  /** The event's title. */
  public String title() {
    return EventTitle.of(type, withFinest(metadata, finestLabel));
  }

  /** The event's location; null if it has none. */
  public @Nullable String location() {
    return EventTitle.location(type, metadata);
  }

  /** The message of an issue that this event creates: the first line of the search message. */
  public String creationMessage() {
    return UnicodeText.truncate(
        UnicodeText.firstLine(UnicodeText.strip(searchMessage)), CREATION_MESSAGE_LENGTH_MAX);
  }

  /** Writes type, culprit, metadata, title and location into the event's payload. */
  public void writeTo(ObjectNode payload) {
    write(payload, withFinest(metadata, finestLabel));
  }

  /**
   * The {@code data} of the issue: the same five members, and when it was last received.
   *
   * @param level null unless grouping was hierarchical and decided on one
   */
  public ObjectNode issueData(@Nullable CurrentLevel level, Instant received) {
    ObjectNode issueMetadata = metadata.deepCopy();
    if (level != null) {
      issueMetadata.put("current_level", level.index());
      JsonNode label = level.treeLabel();
      if (label == null) {
        issueMetadata.putNull("current_tree_label");
      } else {
        issueMetadata.set("current_tree_label", TreeLabelText.shown(label));
      }
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    write(data, issueMetadata);
    if (received.getNano() == 0) {
      data.put("last_received", received.getEpochSecond());
    } else {
      data.put("last_received", received.getEpochSecond() + received.getNano() / 1e9);
    }
    return data;
  }

  private void write(ObjectNode target, ObjectNode withLabels) {
    target.put("type", type.key());
    target.put("culprit", culprit);
    target.set("metadata", withLabels);
    target.put("title", EventTitle.of(type, withLabels));
    target.put("location", EventTitle.location(type, withLabels));
  }

  private static Optional<JsonNode> finest(JsonNode labels) {
    return labels.isArray() && !labels.isEmpty()
        ? Optional.of(TreeLabelText.shown(labels.get(labels.size() - 1)))
        : Optional.empty();
  }

  private static ObjectNode withFinest(ObjectNode metadata, Optional<JsonNode> finest) {
    ObjectNode copy = metadata.deepCopy();
    finest.ifPresent(label -> copy.set("finest_tree_label", label));
    return copy;
  }
}
