package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.JsonTree;
import org.jspecify.annotations.Nullable;

/** The remarks on a payload that are saved with it, as its member {@code errors}. */
final class EventErrors {

  static final String INVALID_DATA = "invalid_data";
  static final String INVALID_ATTRIBUTE = "invalid_attribute";
  static final String VALUE_TOO_LONG = "value_too_long";
  static final String PAST_TIMESTAMP = "past_timestamp";
  static final String FUTURE_TIMESTAMP = "future_timestamp";
  static final String CLOCK_DRIFT = "clock_drift";

  /** Enough to see what is wrong with an SDK; an event of nothing but mistakes stays small. */
  private static final int ERRORS_MAX = 100;

  /** Enough to recognise a value. */
  private static final int VALUE_LENGTH_MAX = 200;

  private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();

  /** Notes what was wrong with a value, which is shown in part. */
  void add(String type, String name, @Nullable JsonNode value) {
    if (entries.size() >= ERRORS_MAX) {
      return;
    }
    ObjectNode entry = entries.addObject().put("type", type).put("name", name);
    if (value == null) {
      return;
    }
    if (value.isContainerNode()) {
      entry.put("value", Texts.cut(JsonTree.write(value), VALUE_LENGTH_MAX));
    } else if (value.isTextual()) {
      entry.put("value", Texts.cut(value.textValue(), VALUE_LENGTH_MAX));
    } else {
      entry.set("value", value);
    }
  }

  /** Adds the entries to those that the payload has. */
  void writeTo(ObjectNode payload) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    if (payload.path("errors").isArray()) {
      payload.get("errors").forEach(all::add);
    }
    all.addAll(entries);
    if (all.isEmpty()) {
      payload.remove("errors");
    } else {
      payload.set("errors", all);
    }
  }
}
