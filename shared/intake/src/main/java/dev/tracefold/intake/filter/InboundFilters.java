package dev.tracefold.intake.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.tracefold.enhancement.Glob;
import dev.tracefold.intake.normalization.Requests;
import dev.tracefold.intake.useragent.UserAgent.Product;
import dev.tracefold.intake.useragent.UserAgents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A project's filters, ready to decide on normalised events; the first that matches gives the
 * reason.
 */
public final class InboundFilters {

  /** Settings are few, and kept compiled for those projects that sent last. */
  private static final int COMPILED_MAX = 256;

  private static final Map<FilterSettings, InboundFilters> COMPILED =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FilterSettings, InboundFilters> eldest) {
          return size() > COMPILED_MAX;
        }
      };

  private static final Set<String> LOCAL_ADDRESSES = Set.of("127.0.0.1", "::1");

  private static final Pattern LOCAL_URL =
      Pattern.compile("^https?://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?:[:/?#].*)?$");

  private final FilterSettings settings;
  private final List<Glob> errorMessages;
  private final List<Glob> releases;
  private final List<AddressRange> addresses;

  private InboundFilters(FilterSettings settings) {
    this.settings = settings;
    this.errorMessages = compiled(settings.errorMessages());
    this.releases = compiled(settings.releases());
    this.addresses =
        settings.addresses().stream().flatMap(text -> AddressRange.read(text).stream()).toList();
  }

  /** The filters of these settings, compiled unless they are known. */
  public static InboundFilters of(FilterSettings settings) {
    synchronized (COMPILED) {
      return COMPILED.computeIfAbsent(settings, InboundFilters::new);
    }
  }

  private static List<Glob> compiled(List<String> patterns) {
    return patterns.stream()
        .map(pattern -> Glob.compile(pattern, Glob.Option.CASE_INSENSITIVE))
        .toList();
  }

  /**
   * The reason (event-saving 17.2) for which the project does not want the event, or empty.
   *
   * @param sender IP address that the event came from, or null if not known
   */
  public Optional<String> reason(ObjectNode event, @Nullable String sender) {
    if (settings.equals(FilterSettings.NONE)) {
      return Optional.empty();
    }
    String address = event.path("user").path("ip_address").asText();
    if (isUnwantedAddress(address) || (sender != null && isUnwantedAddress(sender))) {
      return Optional.of("ip-address");
    }
    if (matches(releases, event.path("release").asText())) {
      return Optional.of("release-version");
    }
    if (isUnwantedMessage(event)) {
      return Optional.of("error-message");
    }
    if (settings.localhost() && isLocal(event, address)) {
      return Optional.of("localhost");
    }
    if (settings.browserExtensions() && isOfExtension(event)) {
      return Optional.of("browser-extensions");
    }
    return ofUserAgent(Requests.userAgent(event));
  }

  private Optional<String> ofUserAgent(@Nullable String userAgent) {
    if (userAgent == null) {
      return Optional.empty();
    }
    if (!settings.legacyBrowsers().isEmpty()) {
      Product browser = UserAgents.read(userAgent).browser();
      if (browser != null && settings.legacyBrowsers().stream().anyMatch(b -> b.is(browser))) {
        return Optional.of("legacy-browsers");
      }
    }
    return settings.webCrawlers() && KnownNoise.isCrawler(userAgent)
        ? Optional.of("web-crawlers")
        : Optional.empty();
  }

  private boolean isUnwantedAddress(String text) {
    if (addresses.isEmpty()) {
      return false;
    }
    byte[] address = AddressRange.bytes(text);
    return address != null && addresses.stream().anyMatch(range -> range.contains(address));
  }

  private boolean isUnwantedMessage(ObjectNode event) {
    if (errorMessages.isEmpty()) {
      return false;
    }
    if (matches(errorMessages, event.path("logentry").path("formatted").asText())) {
      return true;
    }
    for (JsonNode exception : event.path("exception").path("values")) {
      String type = exception.path("type").asText();
      String value = exception.path("value").asText();
      if (matches(errorMessages, value) || matches(errorMessages, type + ": " + value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfExtension(ObjectNode event) {
    JsonNode first = event.path("exception").path("values").path(0);
    JsonNode frames = first.path("stacktrace").path("frames");
    return KnownNoise.isOfExtension(first.path("value").asText())
        || KnownNoise.isSourceOfExtension(frames.path(frames.size() - 1).path("abs_path").asText());
  }

  private static boolean isLocal(ObjectNode event, String address) {
    return LOCAL_ADDRESSES.contains(address)
        || LOCAL_URL.matcher(event.path("request").path("url").asText()).matches();
  }

  private static boolean matches(List<Glob> patterns, String text) {
    return !text.isEmpty() && patterns.stream().anyMatch(glob -> glob.matches(text));
  }
}
