package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.event.BlockedUri;
import dev.tracefold.event.CrashFrame;
import dev.tracefold.event.CspReport;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.HostReport;
import dev.tracefold.event.LogEntry;
import dev.tracefold.text.UnicodeText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts that titles are made of, by type of event (event-saving 10.1 and 10.2). The order of
 * members is that of the search message.
 */
final class EventMetadata {

  private static final int TITLE_LENGTH_MAX = 100;
  private static final int EXCEPTION_VALUE_LENGTH_MAX = 1024;
  private static final int EXCEPTION_TYPE_LENGTH_MAX = 128;

  /** Platforms of native and mobile code: only there do labels of frames say more than types. */
  private static final Set<String> PLATFORMS_WITH_LABELS =
      Set.of(
          "android",
          "apple-ios",
          "c",
          "capacitor",
          "cocoa",
          "cordova",
          "dart-flutter",
          "dotnet-xamarin",
          "flutter",
          "javascript-capacitor",
          "javascript-cordova",
          "native",
          "objc",
          "react-native",
          "swift",
          "unity");

  private EventMetadata() {}

  /**
   * Extracts the metadata, a custom title included.
   *
   * @param payload the payload of the event
   * @param event the same payload, its frames as grouping left them
   */
  static ObjectNode of(EventType type, ObjectNode payload, ErrorEvent event) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    switch (type) {
      case DEFAULT -> putDefault(metadata, event);
      case ERROR -> putError(metadata, event);
      case CSP -> putCsp(metadata, event);
      case HPKP -> putHost(metadata, event, event.security().hpkp());
      case EXPECT_CT -> putHost(metadata, event, event.security().expectCt());
      case EXPECT_STAPLE -> putHost(metadata, event, event.security().expectStaple());
      case TRANSACTION -> putTransaction(metadata, payload, event);
    }
    if (event.title() != null) {
      metadata.put("title", event.title());
    }
    return metadata;
  }

  /** The log entry's text as a person reads it, without whitespace at its ends. */
  static String message(ErrorEvent event) {
    return UnicodeText.strip(logText(event.logEntry()));
  }

  /** The log entry's text; empty if there is none. */
  static String logText(@Nullable LogEntry entry) {
    if (entry == null) {
      return "";
    }
    if (entry.formatted() != null && !entry.formatted().isEmpty()) {
      return entry.formatted();
    }
    return entry.message() == null ? "" : entry.message();
  }

  private static void putDefault(ObjectNode metadata, ErrorEvent event) {
    String message = message(event);
    metadata.put(
        "title",
        message.isEmpty()
            ? "<unlabeled event>"
            : UnicodeText.truncate(UnicodeText.firstLine(message), TITLE_LENGTH_MAX));
  }

  private static void putError(ObjectNode metadata, ErrorEvent event) {
    ExceptionValue exception = event.lastException();
    if (exception == null) {
      return;
    }
    String value = exception.value() == null ? "" : exception.value();
    metadata.put("value", UnicodeText.truncate(value, EXCEPTION_VALUE_LENGTH_MAX));
    if (exception.mechanism() == null || !exception.mechanism().isSynthetic()) {
      String type = exception.type() == null ? "Error" : exception.type();
      metadata.put("type", UnicodeText.truncate(type, EXCEPTION_TYPE_LENGTH_MAX));
    }
    Frame crash = CrashFrame.find(event, EventMetadata::isNamed);
    if (crash != null) {
      putFilled(metadata, "filename", firstFilled(crash.filename(), crash.absPath()));
      putFilled(metadata, "function", crash.function());
    }
    metadata.put(
        "display_title_with_tree_label",
        event.platform() != null && PLATFORMS_WITH_LABELS.contains(event.platform()));
  }

  private static boolean isNamed(Frame frame) {
    String function = frame.function();
    return function != null && !function.equals("<redacted>") && !function.equals("<unknown>");
  }

  private static void putCsp(ObjectNode metadata, ErrorEvent event) {
    CspReport report = event.security().csp();
    metadata.put("message", message(event));
    metadata.put("uri", BlockedUri.normalize(report == null ? null : report.blockedUri()));
    metadata.put("directive", report == null ? null : report.effectiveDirective());
  }

  private static void putHost(ObjectNode metadata, ErrorEvent event, @Nullable HostReport report) {
    metadata.put("message", message(event));
    metadata.put("origin", report == null ? null : report.hostname());
  }

  private static void putTransaction(ObjectNode metadata, ObjectNode payload, ErrorEvent event) {
    String description = payload.path("contexts").path("trace").path("description").textValue();
    metadata.put("title", firstFilled(description, event.transaction()));
    metadata.put("location", event.transaction());
  }

  private static void putFilled(ObjectNode metadata, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      metadata.put(name, value);
    }
  }

  private static @Nullable String firstFilled(@Nullable String first, @Nullable String second) {
    return first == null || first.isEmpty() ? second : first;
  }
}
