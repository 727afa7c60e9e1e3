package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.envelope.EventIds;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person said about an event, in the shape in which it is saved (event-saving 14.6).
 *
 * @param eventId the event it is about
 * @param payload members {@code event_id}, {@code name}, {@code email}, {@code comments}
 */
record UserReport(String eventId, ObjectNode payload) {

  /** Ample for a comment; as much as a message may hold (event-saving 26.2). */
  private static final int COMMENTS_LENGTH_MAX = 8192;

  /** As long as a user's name may be (event-saving 26.2). */
  private static final int NAME_LENGTH_MAX = 128;

  UserReport {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(payload, "payload");
  }

  /**
   * Reads an item {@code user_report} or a body of the web endpoint; empty if it names no event.
   *
   * @param otherwise the event's id where the report names none, or null
   */
  static Optional<UserReport> ofReport(ObjectNode report, @Nullable String otherwise) {
    return of(
        report.path("event_id"),
        otherwise,
        report.path("name"),
        report.path("email"),
        report.path("comments"));
  }

  /**
   * Reads an item {@code feedback}, which is an event with the feedback among its contexts: it is
   * about the event it is associated with, or stands for itself.
   */
  static Optional<UserReport> ofFeedback(ObjectNode event, @Nullable String otherwise) {
    JsonNode feedback = event.path("contexts").path("feedback");
    JsonNode associated = feedback.path("associated_event_id");
    return of(
        associated.isTextual() ? associated : event.path("event_id"),
        otherwise,
        feedback.path("name"),
        feedback.path("contact_email"),
        feedback.path("message"));
  }

  private static Optional<UserReport> of(
      JsonNode eventId,
      @Nullable String otherwise,
      JsonNode name,
      JsonNode email,
      JsonNode comments) {
    Optional<String> id =
        eventId.isTextual() ? EventIds.read(eventId.textValue()) : Optional.ofNullable(otherwise);
    return id.map(
        event -> {
          ObjectNode payload = JsonNodeFactory.instance.objectNode();
          payload.put("event_id", event);
          payload.put("name", cut(name, NAME_LENGTH_MAX));
          payload.put("email", cut(email, NAME_LENGTH_MAX));
          payload.put("comments", cut(comments, COMMENTS_LENGTH_MAX));
          return new UserReport(event, payload);
        });
  }

  private static String cut(JsonNode text, int lengthMax) {
    String value = text.asText("");
    return value.codePointCount(0, value.length()) <= lengthMax
        ? value
        : value.substring(0, value.offsetByCodePoints(0, lengthMax));
  }
}
