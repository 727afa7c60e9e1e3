package dev.tracefold.stacktrace;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Mechanism;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognises exceptions whose type is a code of the crash handler, and says nothing about the error
 * (stacktraces 10.2, grouping 2.2).
 */
public final class SyntheticException {

  private static final List<String> PREFIXES =
      List.of("EXC_", "EXCEPTION_", "SIG", "KERN_", "ILL_");

  private SyntheticException() {}

  /** The event with every undecided exception of that kind marked as synthetic. */
  public static ErrorEvent mark(ErrorEvent event) {
    List<ExceptionValue> exceptions = new ArrayList<>(event.exceptions().size());
    for (ExceptionValue exception : event.exceptions()) {
      exceptions.add(marked(exception));
    }
    return event.withStacktraces(exceptions, event.stacktrace(), event.threads());
  }

  private static ExceptionValue marked(ExceptionValue exception) {
    Mechanism mechanism = exception.mechanism();
    if (mechanism == null || mechanism.synthetic() != null || exception.type() == null) {
      return exception;
    }
    return isCrashCode(exception.type())
        ? exception.withMechanism(mechanism.withSynthetic(true))
        : exception;
  }

  /** Whether a type is a code such as {@code SIGABRT} or {@code EXC_BAD_ACCESS / 0x00000032}. */
  static boolean isCrashCode(String type) {
    // The pattern that this follows lets one line feed pass at the end.
    int end = type.endsWith("\n") ? type.length() - 1 : type.length();
    for (String prefix : PREFIXES) {
      if (type.startsWith(prefix) && end > prefix.length()) {
        return type.chars().limit(end).skip(prefix.length()).allMatch(SyntheticException::isCode);
      }
    }
    return false;
  }

  private static boolean isCode(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_ /x".indexOf(c) >= 0;
  }
}
