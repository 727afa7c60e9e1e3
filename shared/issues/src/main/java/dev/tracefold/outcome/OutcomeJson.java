package dev.tracefold.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Outcome messages as JSON: the members and their order are those of event-saving 17.1. */
final class OutcomeJson {

  /** Raised when a reader of the old form would misread the new one. */
  private static final int FORMAT = 1;

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private OutcomeJson() {}

  static String write(OutcomeMessage message) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("timestamp", MICROSECONDS.format(message.timestamp()));
    node.put("org_id", message.orgId());
    node.put("project_id", message.projectId());
    node.put("key_id", message.keyId());
    node.put("outcome", message.outcome().code());
    node.put("reason", message.outcome().reason());
    node.put("event_id", message.eventId());
    node.put("category", message.category().code());
    node.put("quantity", message.quantity());
    node.put("id", message.id());
    node.put("counted", message.counted());
    node.put("v", FORMAT);
    if (message.correction()) {
      node.put("correction", true);
    }
    return JsonTree.write(node);
  }

  static OutcomeReading read(String json) {
    try {
      JsonNode node = JsonTree.read(json);
      if (!node.isObject()) {
        return new OutcomeReading.Malformed(
            "found a JSON %s; expected an object".formatted(node.getNodeType()));
      }
      return new OutcomeReading.Valid(message(node));
    } catch (JsonProcessingException e) {
      return new OutcomeReading.Malformed(
          "not JSON: %s; expected an object".formatted(e.getOriginalMessage()));
    } catch (UnreadableException e) {
      return new OutcomeReading.Malformed(e.problem());
    }
  }

  private static OutcomeMessage message(JsonNode node) throws UnreadableException {
    JsonNode version = node.path("v");
    if (!version.isMissingNode() && version.asInt() != FORMAT) {
      throw UnreadableException.of("v", version, "format " + FORMAT);
    }
    long quantity = integer(node, "quantity");
    if (quantity < 0) {
      throw UnreadableException.of("quantity", node.path("quantity"), "0 or more");
    }
    String id = node.path("id").asText();
    if (id.isEmpty() || id.length() > OutcomeMessage.ID_LENGTH_MAX) {
      throw UnreadableException.of(
          "id", node.path("id"), "1 to %d characters".formatted(OutcomeMessage.ID_LENGTH_MAX));
    }
    return new OutcomeMessage(
        id,
        node.path("counted").asBoolean(false),
        timestamp(node.path("timestamp")),
        integer(node, "org_id"),
        integer(node, "project_id"),
        node.path("key_id").isIntegralNumber() ? integer(node, "key_id") : null,
        outcome(node),
        text(node, "event_id"),
        category(node),
        quantity,
        node.path("correction").asBoolean(false));
  }

  private static Outcome outcome(JsonNode node) throws UnreadableException {
    int code = code(node, "outcome");
    String reason = text(node, "reason");
    return Outcome.of(code, reason)
        .orElseThrow(
            () ->
                UnreadableException.of(
                    "outcome", node.path("outcome"), "a code from 0 to 5, with a reason"));
  }

  private static DataCategory category(JsonNode node) throws UnreadableException {
    return DataCategory.of(code(node, "category"))
        .orElseThrow(
            () ->
                UnreadableException.of(
                    "category",
                    node.path("category"),
                    "a code of event-saving 17.2 or since-2022 9"));
  }

  /** ISO 8601, or Unix seconds with an optional fraction. */
  private static Instant timestamp(JsonNode node) throws UnreadableException {
    try {
      if (node.isNumber() && Double.isFinite(node.doubleValue())) {
        BigDecimal seconds = node.decimalValue();
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
            whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValue());
      }
      return OffsetDateTime.parse(node.asText()).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw UnreadableException.of("timestamp", node, "Unix seconds or ISO 8601 with an offset");
    }
  }

  private static int code(JsonNode object, String name) throws UnreadableException {
    JsonNode node = object.path(name);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw UnreadableException.of(name, node, "a small integer");
    }
    return node.intValue();
  }

  private static long integer(JsonNode object, String name) throws UnreadableException {
    JsonNode node = object.path(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw UnreadableException.of(name, node, "an integer of 64 bits");
    }
    return node.longValue();
  }

  private static @Nullable String text(JsonNode object, String name) {
    JsonNode node = object.path(name);
    return node.isTextual() ? node.textValue() : null;
  }

  /** Ends the reading of a message; never leaves this class. */
  private static final class UnreadableException extends Exception {

    /** What is shown of a value: enough to recognise it in a log. */
    private static final int SHOWN_LENGTH_MAX = 60;

    private final String problem;

    private UnreadableException(String problem) {
      super(problem);
      this.problem = problem;
    }

    String problem() {
      return problem;
    }

    static UnreadableException of(String name, JsonNode found, String expected) {
      String value = found.isMissingNode() ? "nothing" : JsonTree.write(found);
      String shown =
          value.length() <= SHOWN_LENGTH_MAX ? value : value.substring(0, SHOWN_LENGTH_MAX) + "...";
      return new UnreadableException("%s: found %s; expected %s".formatted(name, shown, expected));
    }
  }
}
