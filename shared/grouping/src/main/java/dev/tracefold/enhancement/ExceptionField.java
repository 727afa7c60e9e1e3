package dev.tracefold.enhancement;

/** What a matcher can look at in an exception (enhancements 4.1). */
public enum ExceptionField {
  TYPE,
  VALUE,
  MECHANISM;

  /** The name of this field in hints; rule texts put {@code error.} in front. */
  public String ruleName() {
    return switch (this) {
      case TYPE -> "type";
      case VALUE -> "value";
      case MECHANISM -> "mechanism";
    };
  }
}
