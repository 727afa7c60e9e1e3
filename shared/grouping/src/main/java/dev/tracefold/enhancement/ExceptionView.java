package dev.tracefold.enhancement;

import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Mechanism;
import dev.tracefold.stacktrace.FunctionName;
import org.jspecify.annotations.Nullable;

/**
 * An exception as matchers see it (enhancements 4.3): what is missing or empty reads {@code
 * <unknown>}, and so does everything where there is no exception.
 */
record ExceptionView(String type, String value, String mechanism) {

  /** What matchers see where there is no exception. */
  static final ExceptionView NONE = of(null);

  static ExceptionView of(@Nullable ExceptionValue exception) {
    if (exception == null) {
      return new ExceptionView(FunctionName.UNKNOWN, FunctionName.UNKNOWN, FunctionName.UNKNOWN);
    }
    Mechanism mechanism = exception.mechanism();
    return new ExceptionView(
        orUnknown(exception.type()),
        orUnknown(exception.value()),
        orUnknown(mechanism == null ? null : mechanism.type()));
  }

  String get(ExceptionField field) {
    return switch (field) {
      case TYPE -> type;
      case VALUE -> value;
      case MECHANISM -> mechanism;
    };
  }

  private static String orUnknown(@Nullable String text) {
    return text == null || text.isEmpty() ? FunctionName.UNKNOWN : text;
  }
}
