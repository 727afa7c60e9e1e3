package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.intake.IpAddress;
import dev.tracefold.text.UnicodeText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user whom an event names (event-saving 8.3). Texts are null where there are none, never
 * empty.
 *
 * @param ident the application's own id of the user
 * @param username login name
 * @param email e-mail address
 * @param ipAddress valid IPv4 or IPv6 address
 * @param name display name; never identifies
 */
public record EventUser(
    @Nullable String ident,
    @Nullable String username,
    @Nullable String email,
    @Nullable String ipAddress,
    @Nullable String name) {

  /** What a row holds (event-saving 4.3). */
  private static final int NAME_LENGTH_MAX = 128;

  private static final int EMAIL_LENGTH_MAX = 75;

  public EventUser {
    if (ident == null && username == null && email == null && ipAddress == null) {
      throw new IllegalArgumentException(
          "nothing identifies the user; expected an id, username, e-mail or IP address");
    }
  }

  /**
   * Reads the {@code user} of a payload; texts longer than a row holds are cut, as normalisation
   * cuts them.
   *
   * @return empty if there is none or nothing identifies it
   */
  public static Optional<EventUser> read(JsonNode user) {
    String ident = text(user.path("id"), NAME_LENGTH_MAX);
    String username = text(user.path("username"), NAME_LENGTH_MAX);
    String email = text(user.path("email"), EMAIL_LENGTH_MAX);
    String address = text(user.path("ip_address"), NAME_LENGTH_MAX);
    if (address != null && !IpAddress.isValid(address)) {
      address = null;
    }
    return ident == null && username == null && email == null && address == null
        ? Optional.empty()
        : Optional.of(
            new EventUser(
                ident, username, email, address, text(user.path("name"), NAME_LENGTH_MAX)));
  }

  /**
   * What identifies the user among those of a project: the MD5 of the bare value, without its kind,
   * so that the same text as an id and as a username is the same user.
   */
  public String hash() {
    return Md5.hex(identity().value());
  }

  /** The value of the tag {@code sentry:user}, such as {@code id:1}; from this event alone. */
  public String tagValue() {
    return identity().kind() + ":" + identity().value();
  }

  /** The hash of the user whom a tag value names, or empty if it has no colon. */
  public static Optional<String> hashOfTagValue(String tagValue) {
    int colon = tagValue.indexOf(':');
    return colon < 0 ? Optional.empty() : Optional.of(Md5.hex(tagValue.substring(colon + 1)));
  }

  /** The hash of a user who is known by an e-mail address alone. */
  public static String hashOfEmail(String email) {
    return Md5.hex(email);
  }

  private record Identity(String kind, String value) {}

  private Identity identity() {
    if (ident != null) {
      return new Identity("id", ident);
    }
    if (username != null) {
      return new Identity("username", username);
    }
    if (email != null) {
      return new Identity("email", email);
    }
    if (ipAddress != null) {
      return new Identity("ip", ipAddress);
    }
    throw new IllegalStateException("the constructor lets no user without identity through");
  }

  private static @Nullable String text(JsonNode node, int lengthMax) {
    String text = node.isTextual() || node.isNumber() ? node.asText() : "";
    return text.isEmpty() ? null : UnicodeText.truncate(text, lengthMax);
  }
}
