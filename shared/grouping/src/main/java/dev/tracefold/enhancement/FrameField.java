package dev.tracefold.enhancement;

/** What a matcher can look at in a frame (enhancements 4.1). */
public enum FrameField {
  PATH,
  PACKAGE,
  FUNCTION,
  MODULE,
  CATEGORY,
  FAMILY,
  APP;

  /** The name of this field in hints. */
  public String ruleName() {
    return switch (this) {
      case PATH -> "path";
      case PACKAGE -> "package";
      case FUNCTION -> "function";
      case MODULE -> "module";
      case CATEGORY -> "category";
      case FAMILY -> "family";
      case APP -> "app";
    };
  }
}
