package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.useragent.UserAgent;
import dev.tracefold.intake.useragent.UserAgent.Device;
import dev.tracefold.intake.useragent.UserAgent.Product;
import dev.tracefold.intake.useragent.UserAgents;
import org.jspecify.annotations.Nullable;

/**
 * Contexts of the browser, system and device that the request of an event came from, by its client
 * hints and its user agent. A context that the event has is left alone.
 */
final class ClientContexts {

  /** Browsers have stopped telling newer versions of these systems in their user agent. */
  private static final String FROZEN_WINDOWS = "10";

  private static final String FROZEN_MAC = "10.15.7";

  private final ObjectNode payload;

  private ClientContexts(ObjectNode payload) {
    this.payload = payload;
  }

  static void normalize(ObjectNode payload) {
    new ClientContexts(payload).normalize();
  }

  private void normalize() {
    String text = Requests.userAgent(payload);
    String brands = Requests.header(payload, "Sec-Ch-Ua");
    String platform = hint("Sec-Ch-Ua-Platform");
    String model = hint("Sec-Ch-Ua-Model");
    if (text == null && brands == null && platform == null && model == null) {
      return;
    }
    UserAgent agent = UserAgents.read(text == null ? "" : text);
    Product browser = brands == null ? null : browserOfHint(brands);
    put("browser", "browser", product(browser == null ? agent.browser() : browser));
    put("device", "device", model == null ? device(agent.device()) : of("model", model));
    Product system =
        platform == null
            ? unfrozen(agent.system())
            : new Product(platform, hint("Sec-Ch-Ua-Platform-Version"));
    // The system of an event of a server is that of the server.
    boolean ofBrowser = payload.path("platform").asText().equals("javascript");
    put(ofBrowser ? "os" : "client_os", "os", product(system));
  }

  private void put(String name, String type, @Nullable ObjectNode context) {
    if (context == null || payload.path("contexts").hasNonNull(name)) {
      return;
    }
    ObjectNode contexts =
        payload.get("contexts") instanceof ObjectNode found ? found : payload.putObject("contexts");
    contexts.set(name, context.put("type", type));
  }

  private static @Nullable ObjectNode product(@Nullable Product product) {
    if (product == null) {
      return null;
    }
    ObjectNode context = of("name", product.name());
    return product.version() == null ? context : context.put("version", product.version());
  }

  private static @Nullable ObjectNode device(@Nullable Device device) {
    if (device == null) {
      return null;
    }
    ObjectNode context = of("family", device.family());
    if (device.model() != null) {
      context.put("model", device.model());
    }
    return device.brand() == null ? context : context.put("brand", device.brand());
  }

  private static ObjectNode of(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  private static @Nullable Product unfrozen(@Nullable Product system) {
    if (system == null) {
      return null;
    }
    boolean frozen =
        (system.name().equals("Windows") && FROZEN_WINDOWS.equals(system.version()))
            || (system.name().equals("Mac OS X") && FROZEN_MAC.equals(system.version()));
    return frozen ? new Product(system.name(), ">=" + system.version()) : system;
  }

  /** A hint is a text in quotes. */
  private @Nullable String hint(String name) {
    String text = Requests.header(payload, name);
    String bare = text == null ? "" : text.replace("\"", "").strip();
    return bare.isEmpty() ? null : bare;
  }

  /** One of several brands is the browser; the others name its engine, or nothing at all. */
  private static @Nullable Product browserOfHint(String brands) {
    for (String brand : brands.split(",", -1)) {
      if (brand.contains("Brand") || brand.contains("Chromium") || brand.contains("Gecko")) {
        continue;
      }
      int semicolon = brand.indexOf(";v=");
      String name = (semicolon < 0 ? brand : brand.substring(0, semicolon)).replace("\"", "");
      String version = semicolon < 0 ? "" : brand.substring(semicolon + 3).replace("\"", "");
      return name.isBlank()
          ? null
          : new Product(name.strip(), version.isBlank() ? null : version.strip());
    }
    return null;
  }
}
