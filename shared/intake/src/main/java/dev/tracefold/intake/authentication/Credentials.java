package dev.tracefold.intake.authentication;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows to be let in (since-2022 11.2).
 *
 * @param publicKey as sent, not yet known to exist
 * @param client name and version of the SDK, or null if not named
 * @param version protocol version; {@link #VERSION_DEFAULT} if not named
 */
public record Credentials(String publicKey, @Nullable String client, String version) {

  public static final String VERSION_DEFAULT = "7";

  /** Longer names of a client or version are cut: they end in every event. */
  private static final int NAME_LENGTH_MAX = 128;

  private static final String SCHEME = "sentry ";

  public Credentials {
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(version, "version");
    client = client == null ? null : cut(client);
    version = cut(version);
  }

  /**
   * Reads the value of {@code X-Sentry-Auth} (or of {@code Authorization} with the scheme {@code
   * Sentry}): comma-separated {@code name=value} pairs; empty if it names no key.
   */
  public static Optional<Credentials> ofHeader(String value) {
    String pairs = value.strip();
    if (pairs.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      pairs = pairs.substring(SCHEME.length());
    }
    Fields fields = new Fields();
    for (String pair : pairs.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.take(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return fields.credentials();
  }

  /** Reads {@code sentry_key}, {@code sentry_client} and {@code sentry_version} of a query. */
  public static Optional<Credentials> ofQuery(Map<String, String> query) {
    Fields fields = new Fields();
    query.forEach(fields::take);
    return fields.credentials();
  }

  /** A key alone. */
  public static Credentials ofKey(String publicKey) {
    return new Credentials(publicKey, null, VERSION_DEFAULT);
  }

  /** The key of a DSN ({@code https://KEY@host/PROJECT}); empty if the text is no such thing. */
  public static Optional<Credentials> ofDsn(String dsn) {
    return uri(dsn)
        .map(URI::getRawUserInfo)
        .map(userInfo -> userInfo.split(":", 2)[0])
        .filter(key -> !key.isEmpty())
        .map(Credentials::ofKey);
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String cut(String name) {
    return name.length() > NAME_LENGTH_MAX ? name.substring(0, NAME_LENGTH_MAX) : name;
  }

  /** The three fields as they turn up; the first of a name counts. */
  private static final class Fields {
    private @Nullable String publicKey;
    private @Nullable String client;
    private @Nullable String version;

    void take(String name, String value) {
      if (value.isEmpty()) {
        return;
      }
      switch (name) {
        case "sentry_key" -> publicKey = publicKey == null ? value : publicKey;
        case "sentry_client" -> client = client == null ? value : client;
        case "sentry_version" -> version = version == null ? value : version;
        default -> {}
      }
    }

    Optional<Credentials> credentials() {
      return publicKey == null
          ? Optional.empty()
          : Optional.of(
              new Credentials(publicKey, client, version == null ? VERSION_DEFAULT : version));
    }
  }
}
