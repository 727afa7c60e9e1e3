package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tags that saving adds to an event (event-saving 6.1, 6.3, 6.4, 7.1 and 8.1).
 *
 * <p>Of the tags that plugins derive {@code interface_type} is not here: it is off unless somebody
 * enables it, for which there is no option.
 */
public final class DerivedTags {

  private DerivedTags() {}

  /**
   * Writes all tags into the payload; writing them twice is the same as once.
   *
   * @param release version of the event's release as it is stored, which may differ from what the
   *     payload says; null if the event has none
   * @param dist name of the event's dist; ignored without a release
   */
  public static void write(
      ObjectNode payload,
      EventAttributes attributes,
      @Nullable String release,
      @Nullable String dist) {
    EventTags tags = EventTags.of(payload);
    tags.set("level", attributes.level());
    setIfFilled(tags, "logger", attributes.logger());
    setIfFilled(tags, "environment", attributes.environment());
    setIfFilled(tags, "transaction", attributes.transaction());
    if (release != null) {
      replace(tags, "release", release);
      if (dist != null && !dist.isEmpty()) {
        replace(tags, "dist", dist);
      }
    }
    attributes.user().ifPresent(user -> replace(tags, "user", user.tagValue()));
    UserAgentTags.write(payload, tags);
    tags.offer("url", payload.path("request").path("url").textValue());
    writeMechanism(payload, tags);
    ContextTags.write(payload.path("contexts"), tags);
    tags.writeTo(payload);
  }

  private static void setIfFilled(EventTags tags, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      tags.set(key, value);
    }
  }

  /** Writes the prefixed tag and drops the plain one, so that both never coexist. */
  private static void replace(EventTags tags, String key, String value) {
    tags.pop(key);
    tags.set("sentry:" + key, value);
  }

  /** How the first exception was reported; of the tags of others nothing is known. */
  private static void writeMechanism(ObjectNode payload, EventTags tags) {
    JsonNode mechanism = payload.path("exception").path("values").path(0).path("mechanism");
    if (!mechanism.isObject() || mechanism.isEmpty()) {
      return;
    }
    tags.set("mechanism", mechanism.path("type").textValue());
    JsonNode handled = mechanism.path("handled");
    if (handled.isBoolean()) {
      tags.set("handled", handled.booleanValue() ? "yes" : "no");
    }
  }
}
