package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Frames: names, paths and lengths, as grouping expects them. */
final class Stacktraces {

  /** Sentry of January 2022 keeps the first 249 frames and the last one. */
  private static final int FRAMES_MAX = 250;

  private static final int NAME_LENGTH_MAX = 256;
  private static final int NAME_ALLOWANCE = 20;
  private static final int PATH_ALLOWANCE = 40;

  private static final List<String> EMPTY_IS_ABSENT =
      List.of("function", "raw_function", "module", "package", "filename", "abs_path", "platform");

  private Stacktraces() {}

  /** Normalises the stack traces that an object holds, the raw one included. */
  static void normalize(ObjectNode holder) {
    frames(holder.path("stacktrace"), true);
    frames(holder.path("raw_stacktrace"), false);
  }

  private static void frames(JsonNode stacktrace, boolean paths) {
    if (!(stacktrace.path("frames") instanceof ArrayNode frames)) {
      return;
    }
    for (int i = frames.size() - 2; i >= FRAMES_MAX - 1; i--) {
      frames.remove(i);
    }
    for (JsonNode node : frames) {
      if (node instanceof ObjectNode frame) {
        frame(frame, paths);
      }
    }
  }

  private static void frame(ObjectNode frame, boolean paths) {
    for (String name : List.of("function", "symbol")) {
      if (frame.path(name).asText().equals("?")) {
        frame.remove(name);
      }
    }
    EMPTY_IS_ABSENT.forEach(name -> Texts.dropEmpty(frame, name));
    if (paths) {
      paths(frame);
    }
    if (isAbsent(frame, "context_line")
        && (hasElements(frame, "pre_context") || hasElements(frame, "post_context"))) {
      frame.put("context_line", "");
    }
    for (String name : List.of("function", "raw_function", "symbol")) {
      Texts.cutMember(frame, name, NAME_LENGTH_MAX, NAME_ALLOWANCE);
    }
    for (String name : List.of("filename", "abs_path")) {
      Texts.cutMember(frame, name, NAME_LENGTH_MAX, PATH_ALLOWANCE);
    }
  }

  private static void paths(ObjectNode frame) {
    String absolute = Texts.member(frame, "abs_path");
    if (absolute == null) {
      absolute = Texts.member(frame, "filename");
      if (absolute != null) {
        frame.remove("filename");
        frame.put("abs_path", absolute);
      }
    }
    if (absolute != null && Texts.member(frame, "filename") == null) {
      frame.put("filename", UrlPath.of(absolute).orElse(absolute));
    }
  }

  private static boolean isAbsent(ObjectNode frame, String name) {
    return !frame.has(name) || frame.get(name).isNull();
  }

  private static boolean hasElements(ObjectNode frame, String name) {
    return frame.path(name).isArray() && !frame.get(name).isEmpty();
  }
}
