package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.NameRules;
import dev.tracefold.text.UnicodeText;
import org.jspecify.annotations.Nullable;

/** Release, dist and environment: names that become rows, so that they have to be sound. */
final class Names {

  private static final String ENVIRONMENT = "environment";

  private Names() {}

  static void normalize(ObjectNode payload, EventErrors errors) {
    release(payload, errors);
    dist(payload, errors);
    environment(payload, payload.remove(ENVIRONMENT), errors);
  }

  /** Takes the value of a tag, where the event names no environment that is sound. */
  static void environmentOfTag(ObjectNode payload, @Nullable String value, EventErrors errors) {
    if (value != null && !payload.has(ENVIRONMENT)) {
      environment(payload, payload.textNode(value), errors);
    }
  }

  private static void release(ObjectNode payload, EventErrors errors) {
    JsonNode sent = payload.remove("release");
    if (sent == null || sent.isNull()) {
      return;
    }
    String name = sent.isTextual() || sent.isNumber() ? UnicodeText.strip(sent.asText()) : "";
    if (NameRules.isRelease(name)) {
      payload.put("release", name);
    } else {
      errors.add(EventErrors.INVALID_DATA, "release", sent);
    }
  }

  private static void environment(ObjectNode payload, @Nullable JsonNode sent, EventErrors errors) {
    if (sent == null || sent.isNull()) {
      return;
    }
    String name = sent.isTextual() ? UnicodeText.strip(sent.textValue()) : null;
    if (name != null && NameRules.isEnvironment(name)) {
      payload.put(ENVIRONMENT, name);
    } else if (name == null || !name.isEmpty()) {
      errors.add(EventErrors.INVALID_DATA, ENVIRONMENT, sent);
    }
  }

  private static void dist(ObjectNode payload, EventErrors errors) {
    JsonNode sent = payload.remove("dist");
    if (sent == null || sent.isNull()) {
      return;
    }
    String name = sent.isTextual() ? UnicodeText.strip(sent.textValue()) : null;
    if (name != null && NameRules.isDist(name)) {
      payload.put("dist", Texts.cut(name, NameRules.DIST_LENGTH_MAX));
    } else if (name == null || !name.isEmpty()) {
      errors.add(EventErrors.INVALID_DATA, "dist", sent);
    }
  }
}
