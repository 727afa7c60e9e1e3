package dev.tracefold.intake.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.enhancement.Glob;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides on a normalised event by a project's filters; the first that matches gives the reason.
 */
public final class InboundFilters {

  private static final Set<String> LOCAL_ADDRESSES = Set.of("127.0.0.1", "::1");

  private InboundFilters() {}

  /** The reason for which the project does not want the event, or empty. */
  public static Optional<String> reason(ObjectNode event, FilterSettings settings) {
    String address = event.path("user").path("ip_address").asText();
    if (settings.addresses().contains(address)) {
      return Optional.of("ip-address");
    }
    if (matches(settings.releases(), event.path("release").asText())) {
      return Optional.of("release-version");
    }
    if (isUnwantedMessage(event, settings.errorMessages())) {
      return Optional.of("error-message");
    }
    return settings.localhost() && isLocal(event, address)
        ? Optional.of("localhost")
        : Optional.empty();
  }

  private static boolean isUnwantedMessage(ObjectNode event, List<String> patterns) {
    if (patterns.isEmpty()) {
      return false;
    }
    if (matches(patterns, event.path("logentry").path("formatted").asText())) {
      return true;
    }
    for (JsonNode exception : event.path("exception").path("values")) {
      String type = exception.path("type").asText();
      String value = exception.path("value").asText();
      if (matches(patterns, value) || matches(patterns, type + ": " + value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLocal(ObjectNode event, String address) {
    String url = event.path("request").path("url").asText();
    return LOCAL_ADDRESSES.contains(address)
        || url.matches("https?://(localhost|127\\.0\\.0\\.1)([:/?#].*)?");
  }

  private static boolean matches(List<String> patterns, String text) {
    return !text.isEmpty()
        && patterns.stream()
            .map(pattern -> Glob.compile(pattern, Glob.Option.CASE_INSENSITIVE))
            .anyMatch(glob -> glob.matches(text));
  }
}
