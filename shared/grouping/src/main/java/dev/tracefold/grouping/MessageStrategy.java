package dev.tracefold.grouping;

import static dev.tracefold.grouping.GroupingConfig.Feature.TRIM_MESSAGE;

import dev.tracefold.event.LogEntry;
import dev.tracefold.message.MessageParameterization;

/** Grouping by the log message (grouping 15.1). */
final class MessageStrategy {

  private MessageStrategy() {}

  /** The component of a log entry; contributes even if the message is empty. */
  static Component component(GroupingConfig config, LogEntry logEntry) {
    String text = text(logEntry);
    Component message = Component.of("message", text);
    if (!config.has(TRIM_MESSAGE)) {
      return message;
    }
    String parameterized = MessageParameterization.parameterize(text);
    return parameterized.equals(text)
        ? message
        : message.replaced(parameterized, "stripped common values");
  }

  private static String text(LogEntry logEntry) {
    if (logEntry.message() != null && !logEntry.message().isEmpty()) {
      return logEntry.message();
    }
    return logEntry.formatted() == null ? "" : logEntry.formatted();
  }
}
