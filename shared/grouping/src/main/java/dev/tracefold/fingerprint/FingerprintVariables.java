package dev.tracefold.fingerprint;

import dev.tracefold.event.CrashFrame;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.LogEntry;
import dev.tracefold.event.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that variables of fingerprints and titles stand for (fingerprinting 7). */
public final class FingerprintVariables {

  private static final String TAG_PREFIX = "tags.";

  private final ErrorEvent event;

  private FingerprintVariables(ErrorEvent event) {
    this.event = event;
  }

  /** The elements with those that are variables replaced by their values. */
  public static List<String> resolve(List<String> fingerprint, ErrorEvent event) {
    FingerprintVariables variables = new FingerprintVariables(event);
    List<String> resolved = new ArrayList<>(fingerprint.size());
    for (String element : fingerprint) {
      Placeholder placeholder = Placeholder.whole(element);
      String value = placeholder == null ? null : variables.value(placeholder.name());
      resolved.add(value == null ? element : value);
    }
    return resolved;
  }

  /** The template with every variable that has a value replaced by it. */
  public static String expand(String template, ErrorEvent event) {
    FingerprintVariables variables = new FingerprintVariables(event);
    StringBuilder expanded = new StringBuilder();
    int copied = 0;
    for (Placeholder placeholder = Placeholder.next(template, 0);
        placeholder != null;
        placeholder = Placeholder.next(template, copied)) {
      String value = variables.value(placeholder.name());
      expanded.append(template, copied, placeholder.start());
      expanded.append(
          value == null ? template.substring(placeholder.start(), placeholder.end()) : value);
      copied = placeholder.end();
    }
    return expanded.append(template, copied, template.length()).toString();
  }

  /** The value of a variable; null if there is none, and so the variable's text stays. */
  private @Nullable String value(String name) {
    return switch (name) {
      case "transaction" -> filled(event.transaction(), "<no-transaction>");
      case "message" -> message();
      case "type", "error.type" -> {
        ExceptionValue exception = event.lastException();
        yield filled(exception == null ? null : exception.type(), "<no-type>");
      }
      case "value", "error.value" -> filled(lastValue(), "<no-value>");
      case "function", "stack.function" -> filled(crashFrame().function(), "<no-function>");
      case "path", "stack.abs_path" ->
          filled(crashFrame().absPath(), filled(crashFrame().filename(), "<no-abs-path>"));
      case "stack.filename" ->
          filled(crashFrame().filename(), filled(crashFrame().absPath(), "<no-filename>"));
      case "module", "stack.module" -> filled(crashFrame().module(), "<no-module>");
      case "package", "stack.package" -> packageName();
      case "level" -> filled(event.level(), "<no-level>");
      case "logger" -> filled(event.logger(), "<no-logger>");
      default -> name.startsWith(TAG_PREFIX) ? tag(name.substring(TAG_PREFIX.length())) : null;
    };
  }

  private String message() {
    LogEntry logEntry = event.logEntry() == null ? LogEntry.EMPTY : event.logEntry();
    return filled(
        logEntry.formatted(), filled(logEntry.message(), filled(lastValue(), "<no-message>")));
  }

  private @Nullable String lastValue() {
    ExceptionValue exception = event.lastException();
    return exception == null ? null : exception.value();
  }

  private String packageName() {
    String path = crashFrame().packageName();
    if (path == null || path.isEmpty()) {
      return "<no-package>";
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.substring(name.lastIndexOf('\\') + 1);
  }

  private @Nullable String tag(String name) {
    for (Tag tag : event.tags()) {
      if (name.equals(tag.key())) {
        return tag.value();
      }
    }
    return "<no-value-for-tag-" + name + ">";
  }

  private Frame crashFrame() {
    Frame frame = CrashFrame.find(event, any -> true);
    return frame == null ? Frame.EMPTY : frame;
  }

  private static String filled(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }
}
