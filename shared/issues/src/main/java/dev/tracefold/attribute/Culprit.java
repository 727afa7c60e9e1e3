package dev.tracefold.attribute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.Stacktrace;
import dev.tracefold.text.UnicodeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the application that an event is blamed on (event-saving 10.5). */
final class Culprit {

  private static final int LENGTH_MAX = 200;

  private Culprit() {}

  /**
   * What the payload says, else its transaction, else what its frames or its request tell.
   *
   * @return empty if nothing tells
   */
  static String of(ObjectNode payload, ErrorEvent event) {
    String said = payload.path("culprit").asText("");
    if (!said.isEmpty()) {
      return said;
    }
    if (event.transaction() != null && !event.transaction().isEmpty()) {
      return event.transaction();
    }
    return UnicodeText.truncate(generated(payload, event), LENGTH_MAX);
  }

  private static String generated(ObjectNode payload, ErrorEvent event) {
    List<ExceptionValue> exceptions = event.presentExceptions();
    if (!exceptions.isEmpty() && isSynthetic(exceptions.get(exceptions.size() - 1))) {
      return "";
    }
    Stacktrace stacktrace = exceptions.isEmpty() ? event.stacktrace() : lastOf(exceptions);
    String culprit = stacktrace == null ? "" : of(stacktrace, event.platform());
    return culprit.isEmpty() ? payload.path("request").path("url").asText("") : culprit;
  }

  private static boolean isSynthetic(ExceptionValue exception) {
    return exception.mechanism() != null && exception.mechanism().isSynthetic();
  }

  private static @Nullable Stacktrace lastOf(List<ExceptionValue> exceptions) {
    for (int i = exceptions.size() - 1; i >= 0; i--) {
      Stacktrace stacktrace = exceptions.get(i).groupedStacktrace();
      if (stacktrace != null) {
        return stacktrace;
      }
    }
    return null;
  }

  private static String of(Stacktrace stacktrace, @Nullable String platform) {
    String fallback = null;
    for (int i = stacktrace.frames().size() - 1; i >= 0; i--) {
      Frame frame = stacktrace.frames().get(i);
      if (!frame.present()) {
        continue;
      }
      if (frame.isInApp()) {
        String culprit = of(frame, platform);
        if (!culprit.isEmpty()) {
          return culprit;
        }
      } else if (fallback == null) {
        fallback = of(frame, platform);
      }
    }
    return fallback == null ? "" : fallback;
  }

  private static String of(Frame frame, @Nullable String eventPlatform) {
    String platform = frame.platformOr(eventPlatform);
    String function = filled(frame.function(), "?");
    if (platform != null && List.of("objc", "cocoa", "native").contains(platform)) {
      return function;
    }
    String file = filled(frame.module(), filled(frame.filename(), ""));
    if (file.isEmpty()) {
      return "";
    }
    return platform != null && List.of("javascript", "node").contains(platform)
        ? function + "(" + file + ")"
        : file + " in " + function;
  }

  private static String filled(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }
}
