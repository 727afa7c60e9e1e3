package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an HTTP request.
 *
 * @param status HTTP status
 * @param headers by lower-case name
 * @param body JSON text, or empty
 */
public record IntakeResponse(int status, Map<String, String> headers, String body) {

  public IntakeResponse {
    headers = Map.copyOf(headers);
  }

  /** Everything is durable; {@code eventId} is what the SDK shows its user, or null. */
  static IntakeResponse accepted(@Nullable String eventId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (eventId != null) {
      body.put("id", eventId);
    }
    return json(200, body);
  }

  /** Nothing was kept; {@code detail} says what was found, what was expected and what to do. */
  static IntakeResponse refused(int status, String detail) {
    return json(status, JsonNodeFactory.instance.objectNode().put("detail", detail))
        .with("x-sentry-error", headerText(detail));
  }

  static IntakeResponse json(int status, ObjectNode body) {
    return new IntakeResponse(
        status, Map.of("content-type", "application/json"), JsonTree.write(body));
  }

  static IntakeResponse empty(int status) {
    return new IntakeResponse(status, Map.of(), "");
  }

  /** An answer equal to this one, but with a header set. */
  IntakeResponse with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return new IntakeResponse(status, changed, body);
  }

  /** A header holds one line of printable ASCII. */
  private static String headerText(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.chars().forEach(c -> line.append(c >= ' ' && c < 127 ? (char) c : '?'));
    return line.toString();
  }
}
