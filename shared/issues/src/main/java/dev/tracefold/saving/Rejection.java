package dev.tracefold.saving;

/** Why a message can never succeed: the reason of its outcome, and on the rejected queue. */
public enum Rejection {
  /** The body is not one JSON value, or is nested too deeply. */
  INVALID_JSON("invalid_json"),
  /** The body is JSON, but says no event. */
  PAYLOAD("payload"),
  /** There is no such project, or it is switched off. */
  PROJECT("project_id"),
  /** The staged payload has more than {@link EventMessageReader#PAYLOAD_BYTES_MAX} bytes. */
  TOO_LARGE("too_large"),
  /** The staged payload is not there; it would not come back. */
  MISSING_PAYLOAD("missing_payload");

  private final String reason;

  Rejection(String reason) {
    this.reason = reason;
  }

  /** Its word on the wire. */
  public String reason() {
    return reason;
  }
}
