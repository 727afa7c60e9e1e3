package dev.tracefold.userreport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.intake.JsonTree;
import dev.tracefold.text.UnicodeText;
import java.util.Locale;

/**
 * What a user wrote about an event.
 *
 * @param eventId 32 lower-case hexadecimal digits
 * @param name the user's name; empty if not given
 * @param email the user's e-mail address as written; empty if not given
 * @param comments what happened, in the user's words; empty if not given
 */
public record UserReport(String eventId, String name, String email, String comments) {

  /** As long as the same fields of an event's user. */
  public static final int NAME_LENGTH_MAX = 128;

  public static final int EMAIL_LENGTH_MAX = 75;

  /** Some pages of text: more than anybody reads, and little enough for one stored item. */
  public static final int COMMENTS_LENGTH_MAX = 8192;

  private static final int EVENT_ID_LENGTH = 32;

  public UserReport {
    if (!isEventId(eventId)) {
      throw new IllegalArgumentException(
          "a report is about event %s; expected 32 lower-case hexadecimal digits"
              .formatted(eventId));
    }
    name = UnicodeText.truncate(name, NAME_LENGTH_MAX);
    email = UnicodeText.truncate(email, EMAIL_LENGTH_MAX);
    comments = UnicodeText.truncate(comments, COMMENTS_LENGTH_MAX);
  }

  /** What reading a report gives. */
  public sealed interface Reading {

    /** A report. */
    record Valid(UserReport report) implements Reading {}

    /**
     * No report, and no later attempt will find one.
     *
     * @param problem what was found and what was expected
     */
    record Malformed(String problem) implements Reading {}
  }

  /** Reads a report as SDKs send it; dashes and capitals in the event's id do no harm. */
  public static Reading read(JsonNode payload) {
    if (!payload.isObject()) {
      return new Reading.Malformed(
          "found a JSON %s; expected an object".formatted(payload.getNodeType()));
    }
    String eventId = payload.path("event_id").asText("").replace("-", "").toLowerCase(Locale.ROOT);
    if (!isEventId(eventId)) {
      String sent = payload.has("event_id") ? JsonTree.write(payload.get("event_id")) : "";
      return new Reading.Malformed(
          "event_id: found %s; expected 32 hexadecimal digits"
              .formatted(UnicodeText.truncate(sent, 60)));
    }
    return new Reading.Valid(
        new UserReport(
            eventId,
            payload.path("name").asText(""),
            payload.path("email").asText(""),
            payload.path("comments").asText("")));
  }

  private static boolean isEventId(String text) {
    if (text.length() != EVENT_ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
