package dev.tracefold.fingerprint;

import java.util.Optional;

/** What a matcher of a fingerprint rule looks at (fingerprinting 3). */
enum FingerprintField {
  MESSAGE("message", Group.TOP_LEVEL),
  TYPE("type", Group.EXCEPTIONS),
  VALUE("value", Group.EXCEPTIONS),
  LOGGER("logger", Group.LOG_INFO),
  LEVEL("level", Group.LOG_INFO),
  TAG("tags.", Group.TAGS),
  MODULE("module", Group.FRAMES),
  PATH("path", Group.FRAMES),
  PACKAGE("package", Group.FRAMES),
  FUNCTION("function", Group.FRAMES),
  FAMILY("family", Group.FRAMES),
  APP("app", Group.FRAMES);

  /** Fields that have to hold for one and the same item. */
  enum Group {
    TOP_LEVEL,
    EXCEPTIONS,
    LOG_INFO,
    TAGS,
    FRAMES
  }

  private final String key;
  private final Group group;

  FingerprintField(String key, Group group) {
    this.key = key;
    this.group = group;
  }

  Group group() {
    return group;
  }

  /** The field of a canonical key; empty if there is none. */
  static Optional<FingerprintField> of(String canonicalKey) {
    if (canonicalKey.startsWith(TAG.key)) {
      return Optional.of(TAG);
    }
    for (FingerprintField field : values()) {
      if (field.key.equals(canonicalKey)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** The canonical spelling of a key of a rule text. */
  static String canonical(String key) {
    return switch (key) {
      case "error.type" -> "type";
      case "error.value" -> "value";
      case "stack.module" -> "module";
      case "stack.abs_path" -> "path";
      case "stack.package" -> "package";
      case "stack.function" -> "function";
      default -> key;
    };
  }
}
