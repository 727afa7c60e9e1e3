package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * One exception of an event.
 *
 * @param present false for a null entry of the list
 * @param type class of the exception, or null
 * @param value message of the exception, or null
 * @param module module of the type, or null; never used for grouping
 * @param mechanism how it was reported, or null
 * @param stacktrace its stack trace; null unless its list of frames has an entry
 * @param rawStacktrace its stack trace before symbolication; null likewise
 */
public record ExceptionValue(
    boolean present,
    @Nullable String type,
    @Nullable String value,
    @Nullable String module,
    @Nullable Mechanism mechanism,
    @Nullable Stacktrace stacktrace,
    @Nullable Stacktrace rawStacktrace) {

  /** A null entry of the list of exceptions. */
  public static final ExceptionValue MISSING =
      new ExceptionValue(false, null, null, null, null, null, null);

  /** The stack trace that it is grouped by; null unless it has a frame that is not null. */
  public @Nullable Stacktrace groupedStacktrace() {
    return stacktrace != null && stacktrace.hasPresentFrame() ? stacktrace : null;
  }

  /** This exception with other stack traces. */
  public ExceptionValue withStacktraces(
      @Nullable Stacktrace stacktrace, @Nullable Stacktrace rawStacktrace) {
    return new ExceptionValue(present, type, value, module, mechanism, stacktrace, rawStacktrace);
  }

  /** This exception with another mechanism. */
  public ExceptionValue withMechanism(Mechanism mechanism) {
    return new ExceptionValue(present, type, value, module, mechanism, stacktrace, rawStacktrace);
  }
}
