package dev.tracefold.receiving;

import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.intake.body.Bytes;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request.
 *
 * @param id names the request among all others: 1 to 64 characters of A-Z a-z 0-9 _ -
 * @param method upper case
 * @param path with its slashes, without the query
 * @param query parameters, decoded; of a repeated one the last
 * @param headers by lower-case name
 * @param body as it came over the wire, content encoding and all
 * @param remoteAddress IP address of the sender, or null if not known
 */
public record IntakeRequest(
    String id,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Bytes body,
    @Nullable String remoteAddress) {

  public IntakeRequest {
    Objects.requireNonNull(body, "body");
    if (!StagingKeys.isId(id)) {
      throw new IllegalArgumentException(
          "a request id of %d characters; expected 1 to 64 of A-Z a-z 0-9 _ -"
              .formatted(id.length()));
    }
    method = method.toUpperCase(Locale.ROOT);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A header's value by its lower-case name; empty if it is missing or blank. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
