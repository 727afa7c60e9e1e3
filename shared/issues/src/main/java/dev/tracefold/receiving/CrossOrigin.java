package dev.tracefold.receiving;

/**
 * What a browser needs to hear before a page of any origin may send here: SDKs run on the pages of
 * others, and the key is what lets them in.
 */
final class CrossOrigin {

  private static final String HEADERS_ALLOWED =
      "x-sentry-auth, x-requested-with, x-forwarded-for, origin, referer, accept, content-type,"
          + " authentication, authorization, content-encoding, transfer-encoding";

  private static final String HEADERS_EXPOSED = "x-sentry-error, x-sentry-rate-limits, retry-after";

  /** A browser asks again after an hour. */
  private static final String AGE_MAX_SECONDS = "3600";

  private CrossOrigin() {}

  /**
   * Adds the headers that let a page read the answer.
   *
   * @param method of the request
   */
  static IntakeResponse allow(String method, IntakeResponse response) {
    IntakeResponse allowed =
        response
            .with("access-control-allow-origin", "*")
            .with("access-control-expose-headers", HEADERS_EXPOSED)
            .with("cross-origin-resource-policy", "cross-origin");
    return method.equals("OPTIONS")
        ? allowed
            .with("access-control-allow-methods", "POST, OPTIONS")
            .with("access-control-allow-headers", HEADERS_ALLOWED)
            .with("access-control-max-age", AGE_MAX_SECONDS)
        : allowed;
  }
}
