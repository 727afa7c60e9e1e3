package dev.tracefold.receiving;

import dev.tracefold.intake.authentication.Credentials;
import java.util.Locale;
import java.util.Optional;

/** Where a request shows its key, apart from its body: the first place that names one counts. */
final class ShownCredentials {

  private static final String DSN_SCHEME = "dsn ";

  private ShownCredentials() {}

  static Optional<Credentials> of(IntakeRequest request, Route.Endpoint endpoint) {
    return request
        .header("x-sentry-auth")
        .flatMap(Credentials::ofHeader)
        .or(() -> request.header("authorization").flatMap(ShownCredentials::ofAuthorization))
        .or(() -> Credentials.ofQuery(request.query()))
        .or(() -> Optional.ofNullable(endpoint.key()).map(Credentials::ofKey));
  }

  private static Optional<Credentials> ofAuthorization(String value) {
    return value.toLowerCase(Locale.ROOT).startsWith(DSN_SCHEME)
        ? Credentials.ofDsn(value.substring(DSN_SCHEME.length()).strip())
        : Credentials.ofHeader(value);
  }
}
