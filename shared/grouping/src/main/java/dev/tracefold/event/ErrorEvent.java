package dev.tracefold.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What grouping reads of one event (grouping 3).
 *
 * @param type kind of event, such as {@code error} or {@code default}; null if the payload has none
 * @param platform platform of the event; null if the payload has none
 * @param level severity, or null
 * @param logger name of the logger, or null
 * @param transaction name of the transaction, or null
 * @param title custom title, as a fingerprint rule sets it, or null
 * @param checksum hash that the client decided on, or null
 * @param fingerprint what grouping is asked to be; empty if nobody asks
 * @param tags tags in the order of the payload
 * @param exceptions one entry per entry of the payload's list, the outermost last
 * @param stacktrace the top-level stack trace; null if there is none, present even without frames
 * @param threads threads; null if there are none
 * @param logEntry log message; null if there is none
 * @param template failed template; null if there is none
 * @param security security reports
 */
public record ErrorEvent(
    @Nullable String type,
    @Nullable String platform,
    @Nullable String level,
    @Nullable String logger,
    @Nullable String transaction,
    @Nullable String title,
    @Nullable String checksum,
    List<String> fingerprint,
    List<Tag> tags,
    List<ExceptionValue> exceptions,
    @Nullable Stacktrace stacktrace,
    @Nullable Threads threads,
    @Nullable LogEntry logEntry,
    @Nullable Template template,
    SecurityReports security) {

  public ErrorEvent {
    fingerprint = List.copyOf(fingerprint);
    tags = List.copyOf(tags);
    exceptions = List.copyOf(exceptions);
  }

  /** The exceptions that are not null entries, in order. */
  public List<ExceptionValue> presentExceptions() {
    for (ExceptionValue exception : exceptions) {
      if (!exception.present()) {
        return exceptions.stream().filter(ExceptionValue::present).toList();
      }
    }
    return exceptions;
  }

  /** The last entry of the exceptions; null if there is none or it is a null entry. */
  public @Nullable ExceptionValue lastException() {
    if (exceptions.isEmpty()) {
      return null;
    }
    ExceptionValue last = exceptions.get(exceptions.size() - 1);
    return last.present() ? last : null;
  }

  /** This event with other stack traces, as normalisation leaves them (stacktraces 5). */
  public ErrorEvent withStacktraces(
      List<ExceptionValue> exceptions, @Nullable Stacktrace stacktrace, @Nullable Threads threads) {
    return with(title, fingerprint, exceptions, stacktrace, threads);
  }

  /** This event with another fingerprint and custom title. */
  public ErrorEvent withFingerprint(List<String> fingerprint, @Nullable String title) {
    return with(title, fingerprint, exceptions, stacktrace, threads);
  }

  private ErrorEvent with(
      @Nullable String title,
      List<String> fingerprint,
      List<ExceptionValue> exceptions,
      @Nullable Stacktrace stacktrace,
      @Nullable Threads threads) {
    return new ErrorEvent(
        type,
        platform,
        level,
        logger,
        transaction,
        title,
        checksum,
        fingerprint,
        tags,
        exceptions,
        stacktrace,
        threads,
        logEntry,
        template,
        security);
  }
}
