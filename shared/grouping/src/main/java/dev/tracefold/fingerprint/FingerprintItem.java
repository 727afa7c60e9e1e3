package dev.tracefold.fingerprint;

import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.Stacktrace;
import dev.tracefold.event.Tag;
import dev.tracefold.event.ThreadValue;
import dev.tracefold.stacktrace.FunctionName;
import dev.tracefold.stacktrace.PlatformFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One thing that the matchers of a group are held against together (fingerprinting 3.1). */
sealed interface FingerprintItem {

  /** A log message; its text is not empty. */
  record Message(String text) implements FingerprintItem {}

  /** An exception. */
  record OfException(@Nullable String type, @Nullable String value) implements FingerprintItem {}

  /** The logger and the level of the event, of which at least one is not empty. */
  record LogInfo(@Nullable String logger, @Nullable String level) implements FingerprintItem {}

  /** All tags; of a repeated one the last value. */
  record Tags(Map<String, String> values) implements FingerprintItem {}

  /** A frame. */
  record OfFrame(Frame frame, String function, @Nullable String path, PlatformFamily family)
      implements FingerprintItem {}

  /** The items of a group, in order. */
  static List<FingerprintItem> of(ErrorEvent event, FingerprintField.Group group) {
    return switch (group) {
      case TOP_LEVEL -> topLevel(event);
      case EXCEPTIONS -> exceptions(event);
      case LOG_INFO -> logInfo(event);
      case TAGS -> List.of(tags(event));
      case FRAMES -> frames(event);
    };
  }

  private static List<FingerprintItem> topLevel(ErrorEvent event) {
    List<FingerprintItem> items = new ArrayList<>();
    String message = event.logEntry() == null ? null : filled(event.logEntry().formatted());
    if (message != null) {
      items.add(new Message(message));
    }
    items.addAll(exceptions(event));
    return items;
  }

  private static List<FingerprintItem> exceptions(ErrorEvent event) {
    List<FingerprintItem> items = new ArrayList<>();
    for (ExceptionValue exception : event.presentExceptions()) {
      items.add(new OfException(exception.type(), exception.value()));
    }
    return items;
  }

  private static List<FingerprintItem> logInfo(ErrorEvent event) {
    String logger = filled(event.logger());
    String level = filled(event.level());
    return logger == null && level == null ? List.of() : List.of(new LogInfo(logger, level));
  }

  private static FingerprintItem tags(ErrorEvent event) {
    Map<String, String> values = new HashMap<>();
    for (Tag tag : event.tags()) {
      if (tag.key() != null && tag.value() != null) {
        values.put(tag.key(), tag.value());
      } else if (tag.key() != null) {
        values.remove(tag.key());
      }
    }
    return new Tags(values);
  }

  private static List<FingerprintItem> frames(ErrorEvent event) {
    List<FingerprintItem> items = new ArrayList<>();
    for (Stacktrace stacktrace : stacktraces(event)) {
      for (Frame frame : stacktrace.frames()) {
        if (frame.present()) {
          items.add(frame(frame, event.platform()));
        }
      }
    }
    return items;
  }

  private static OfFrame frame(Frame frame, @Nullable String eventPlatform) {
    String function = filled(FunctionName.display(frame, eventPlatform));
    String absPath = filled(frame.absPath());
    return new OfFrame(
        frame,
        function == null ? FunctionName.UNKNOWN : function,
        absPath == null ? frame.filename() : absPath,
        PlatformFamily.of(frame.platformOr(eventPlatform)));
  }

  /** The stack traces whose frames count (fingerprinting 3.2). */
  private static List<Stacktrace> stacktraces(ErrorEvent event) {
    List<ExceptionValue> exceptions = event.presentExceptions();
    List<Stacktrace> stacktraces = new ArrayList<>();
    if (!exceptions.isEmpty()) {
      for (ExceptionValue exception : exceptions) {
        if (exception.stacktrace() != null) {
          stacktraces.add(exception.stacktrace());
        }
      }
      return stacktraces;
    }
    if (event.stacktrace() != null && event.stacktrace().hasPresentFrame()) {
      return List.of(event.stacktrace());
    }
    if (event.threads() == null) {
      return List.of();
    }
    ThreadValue thread = thread(event.threads().present());
    return thread == null || thread.stacktrace() == null ? List.of() : List.of(thread.stacktrace());
  }

  private static @Nullable ThreadValue thread(List<ThreadValue> threads) {
    if (threads.size() == 1) {
      return threads.get(0);
    }
    ThreadValue crashed = only(threads, ThreadValue::crashed);
    return crashed == null ? only(threads, ThreadValue::current) : crashed;
  }

  private static @Nullable ThreadValue only(
      List<ThreadValue> threads, Predicate<ThreadValue> test) {
    List<ThreadValue> found = threads.stream().filter(test).toList();
    return found.size() == 1 ? found.get(0) : null;
  }

  /** The text; null for an empty one. */
  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
