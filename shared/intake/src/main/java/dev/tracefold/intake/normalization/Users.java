package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The user of an event, with the address that is known of them (event-saving 3.2). */
final class Users {

  private static final String AUTO = "{{auto}}";
  private static final String ADDRESS = "ip_address";

  private static final Map<String, Integer> LENGTHS =
      Map.of("id", 128, "username", 128, "name", 128, "email", 75);

  private static final Set<String> KNOWN =
      Set.of("id", "username", "name", "email", ADDRESS, "data", "geo", "segment");

  /** Programs on the device of the person that they are about: their address is the person's. */
  private static final Set<String> CLIENT_PLATFORMS = Set.of("javascript", "cocoa", "objc");

  private Users() {}

  static void normalize(ObjectNode payload, NormalizationContext context, EventErrors errors) {
    JsonNode sent = payload.get("user");
    if (sent != null && !sent.isObject()) {
      payload.remove("user");
      if (!sent.isNull()) {
        errors.add(EventErrors.INVALID_DATA, "user", sent);
      }
    }
    if (payload.get("user") instanceof ObjectNode user) {
      members(user, errors);
    }
    address(payload, context.remoteAddress());
    if (payload.path("user").isObject() && payload.path("user").isEmpty()) {
      payload.remove("user");
    }
  }

  private static void members(ObjectNode user, EventErrors errors) {
    for (var member : new ArrayList<>(user.properties())) {
      String name = member.getKey();
      if (!KNOWN.contains(name)) {
        user.remove(name);
        data(user).set(name, member.getValue());
      }
    }
    LENGTHS.forEach(
        (name, lengthMax) -> {
          JsonNode value = user.get(name);
          if (value == null) {
            return;
          }
          String text = Texts.scalar(value);
          if (text == null || text.isBlank()) {
            user.remove(name);
            if (value.isContainerNode()) {
              errors.add(EventErrors.INVALID_DATA, "user." + name, value);
            }
          } else {
            user.put(name, Texts.cut(text.strip(), lengthMax));
          }
        });
  }

  private static ObjectNode data(ObjectNode user) {
    return user.get("data") instanceof ObjectNode data ? data : user.putObject("data");
  }

  private static void address(ObjectNode payload, @Nullable String remoteAddress) {
    ObjectNode user = payload.get("user") instanceof ObjectNode found ? found : null;
    String given = user == null ? null : Texts.member(user, ADDRESS);
    if (AUTO.equals(given)) {
      given = remoteAddress;
    }
    if (given == null) {
      given = ofEnvironment(payload, remoteAddress);
    }
    if (given == null && CLIENT_PLATFORMS.contains(payload.path("platform").asText())) {
      given = remoteAddress;
    }
    if (given != null) {
      (user == null ? payload.putObject("user") : user).put(ADDRESS, given);
    } else if (user != null) {
      user.remove(ADDRESS);
    }
  }

  private static @Nullable String ofEnvironment(
      ObjectNode payload, @Nullable String remoteAddress) {
    if (!(payload.path("request").path("env") instanceof ObjectNode environment)) {
      return null;
    }
    String address = Texts.member(environment, "REMOTE_ADDR");
    return AUTO.equals(address) ? remoteAddress : address;
  }
}
