package dev.tracefold.local.issue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.local.Terminal;
import java.util.ArrayList;
import java.util.List;

/** One event as text: its message, or its exceptions with their stack traces. */
final class EventLines {
  /** A deep recursion says no more than its ends. */
  private static final int FRAMES_MAX = 50;

  private static final int LINE_COLUMNS_MAX = 200;

  private final List<String> lines = new ArrayList<>();

  private EventLines() {}

  /** The lines, free of what would steer a terminal. */
  static List<String> of(ObjectNode event) {
    var text = new EventLines();
    text.message(event);
    JsonNode exceptions = event.path("exception").path("values");
    // The last is the one that was caught; those before it are what it was caused by.
    for (int i = exceptions.size() - 1; i >= 0; i--) {
      text.exception(exceptions.get(i), i < exceptions.size() - 1);
    }
    if (exceptions.isEmpty()) {
      text.frames(event.path("stacktrace").path("frames"));
    }
    return List.copyOf(text.lines);
  }

  private void message(ObjectNode event) {
    String message = event.path("logentry").path("formatted").asText("");
    if (message.isEmpty()) {
      message = event.path("logentry").path("message").asText("");
    }
    message.lines().forEach(this::add);
  }

  private void exception(JsonNode exception, boolean cause) {
    String type = exception.path("type").asText("");
    String value = exception.path("value").asText("");
    String title = type.isEmpty() || value.isEmpty() ? type + value : type + ": " + value;
    List<String> titleLines = title.lines().toList();
    add(
        (cause ? "Caused by: " : "")
            + (titleLines.isEmpty() ? "(unknown)" : titleLines.getFirst()));
    titleLines.stream().skip(1).forEach(this::add);
    frames(exception.path("stacktrace").path("frames"));
  }

  /** The innermost first, as most languages print them; those of the application are marked. */
  private void frames(JsonNode frames) {
    int shown = Math.min(frames.size(), FRAMES_MAX);
    for (int i = 0; i < shown; i++) {
      frame(frames.get(frames.size() - 1 - i));
    }
    if (shown < frames.size()) {
      add("    ... %d more".formatted(frames.size() - shown));
    }
  }

  private void frame(JsonNode frame) {
    String function = first(frame, "function", "raw_function", "instruction_addr");
    String module = first(frame, "module", "package");
    String file = first(frame, "filename", "abs_path");
    var line = new StringBuilder(frame.path("in_app").asBoolean() ? "  * at " : "    at ");
    line.append(module.isEmpty() ? "" : module + ".");
    line.append(function.isEmpty() ? "?" : function);
    if (!file.isEmpty()) {
      JsonNode number = frame.path("lineno");
      line.append(" (").append(file).append(number.isInt() ? ":" + number : "").append(')');
    }
    add(line.toString());
  }

  private static String first(JsonNode node, String... names) {
    for (String name : names) {
      String text = node.path(name).asText("");
      if (!text.isEmpty() && !text.equals("null")) {
        return text;
      }
    }
    return "";
  }

  private void add(String line) {
    lines.add(Terminal.cut(Terminal.safe(line), LINE_COLUMNS_MAX));
  }
}
