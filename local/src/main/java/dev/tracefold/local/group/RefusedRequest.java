package dev.tracefold.local.group;

/** A request that cannot be answered; the message says what was found and what was expected. */
final class RefusedRequest extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedRequest(String message) {
    super(message);
  }
}
