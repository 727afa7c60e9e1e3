package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * One thread of an event.
 *
 * @param present false for a null entry of the list
 * @param crashed whether it is the thread that crashed
 * @param current whether it is the thread that was running
 * @param stacktrace its stack trace; null unless its list of frames has an entry
 * @param rawStacktrace its stack trace before symbolication; null likewise
 */
public record ThreadValue(
    boolean present,
    boolean crashed,
    boolean current,
    @Nullable Stacktrace stacktrace,
    @Nullable Stacktrace rawStacktrace) {

  /** A null entry of the list of threads. */
  public static final ThreadValue MISSING = new ThreadValue(false, false, false, null, null);

  /** This thread with other stack traces. */
  public ThreadValue withStacktraces(
      @Nullable Stacktrace stacktrace, @Nullable Stacktrace rawStacktrace) {
    return new ThreadValue(present, crashed, current, stacktrace, rawStacktrace);
  }
}
