package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.IpAddress;
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

  /** Programs on the device of the person whom they are about: their address is the person's. */
  private static final Set<String> CLIENT_PLATFORMS = Set.of("javascript", "cocoa", "objc");

  private Users() {}

  /**
   * @param fromBrowser whether a browser sent the event, whatever platform it is of
   */
  static void normalize(
      ObjectNode payload, NormalizationContext context, boolean fromBrowser, EventErrors errors) {
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
    ObjectNode user = payload.get("user") instanceof ObjectNode found ? found : null;
    String address = address(payload, user, context.remoteAddress(), fromBrowser);
    if (address != null) {
      (user == null ? payload.putObject("user") : user).put(ADDRESS, address);
    } else if (user != null) {
      user.remove(ADDRESS);
    }
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
          if (text == null || text.isEmpty()) {
            user.remove(name);
            if (value.isContainerNode()) {
              errors.add(EventErrors.INVALID_DATA, "user." + name, value);
            }
          } else {
            user.put(name, Texts.cut(text, lengthMax));
          }
        });
    Texts.keepText(user, ADDRESS, errors);
    String address = Texts.member(user, ADDRESS);
    if (address != null && !address.equals(AUTO) && !IpAddress.isValid(address)) {
      errors.add(EventErrors.INVALID_DATA, "user." + ADDRESS, user.remove(ADDRESS));
    }
  }

  private static ObjectNode data(ObjectNode user) {
    return user.get("data") instanceof ObjectNode data ? data : user.putObject("data");
  }

  private static @Nullable String address(
      ObjectNode payload, @Nullable ObjectNode user, @Nullable String sender, boolean fromBrowser) {
    String given = user == null ? null : resolved(user, ADDRESS, sender);
    if (given == null && payload.path("request").path("env") instanceof ObjectNode environment) {
      String address = resolved(environment, "REMOTE_ADDR", sender);
      given = address != null && IpAddress.isValid(address) ? address : null;
    }
    return given == null
            && (fromBrowser || CLIENT_PLATFORMS.contains(payload.path("platform").asText()))
        ? sender
        : given;
  }

  /** An address, which the sender's stands in for where that is asked for. */
  private static @Nullable String resolved(
      ObjectNode object, String name, @Nullable String sender) {
    String address = Texts.member(object, name);
    if (!AUTO.equals(address)) {
      return address;
    }
    if (sender != null) {
      object.put(name, sender);
    }
    return sender;
  }
}
