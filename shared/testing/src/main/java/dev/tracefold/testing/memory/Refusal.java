package dev.tracefold.testing.memory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that a service answers with an error. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient ObjectNode details;

  /**
   * @param code what the SDK makes its exception of
   */
  Refusal(int status, String code, String message) {
    this(status, code, message, JsonNodeFactory.instance.objectNode());
  }

  /**
   * @param details further fields of the answer
   */
  Refusal(int status, String code, String message, ObjectNode details) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** One that DynamoDB has for requests that it does not understand. */
  static Refusal invalid(String message) {
    return new Refusal(400, "ValidationException", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  ObjectNode details() {
    return details;
  }
}
