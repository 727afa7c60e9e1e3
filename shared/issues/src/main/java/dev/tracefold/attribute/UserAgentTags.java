package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.normalization.Requests;
import dev.tracefold.intake.useragent.UserAgent;
import dev.tracefold.intake.useragent.UserAgent.Product;
import dev.tracefold.intake.useragent.UserAgents;
import org.jspecify.annotations.Nullable;

/**
 * Tags that follow from the user agent of the request, for events without contexts (event-saving
 * 6.3). Normalisation turns a user agent that it knows into contexts: these tags are for events
 * that were normalised elsewhere.
 */
final class UserAgentTags {

  private static final int BROWSER_VERSION_PARTS = 2;
  private static final int SYSTEM_VERSION_PARTS = 3;

  private UserAgentTags() {}

  static void write(ObjectNode payload, EventTags tags) {
    JsonNode contexts = payload.path("contexts");
    String text = contexts.isEmpty() ? Requests.userAgent(payload) : null;
    if (text == null || text.isEmpty()) {
      return;
    }
    UserAgent agent = UserAgents.read(text);
    tags.offer("browser", text(agent.browser(), BROWSER_VERSION_PARTS));
    tags.offer("device", agent.device() == null ? null : agent.device().family());
    tags.offer("os", text(agent.system(), SYSTEM_VERSION_PARTS));
  }

  private static @Nullable String text(@Nullable Product product, int versionParts) {
    if (product == null || product.version() == null) {
      return product == null ? null : product.name();
    }
    String[] parts = product.version().split("\\.", versionParts + 1);
    StringBuilder text = new StringBuilder(product.name());
    for (int i = 0; i < Math.min(parts.length, versionParts); i++) {
      text.append(i == 0 ? ' ' : '.').append(parts[i]);
    }
    return text.toString();
  }
}
