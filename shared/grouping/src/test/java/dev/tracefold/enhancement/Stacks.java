package dev.tracefold.enhancement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.EventReader;
import dev.tracefold.event.Frame;
import dev.tracefold.event.Stacktrace;
import java.util.List;

/** Frames for tests, written as the payload has them. */
final class Stacks {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Stacks() {}

  /** The frames of a JSON list, single quotation marks standing for double ones. */
  static List<Frame> frames(String json) {
    try {
      JsonNode frames = JSON.readTree(json.replace('\'', '"'));
      JsonNode payload =
          JSON.createObjectNode().set("stacktrace", JSON.createObjectNode().set("frames", frames));
      ErrorEvent event = EventReader.read(payload);
      Stacktrace stacktrace = event.stacktrace();
      return stacktrace == null ? List.of() : stacktrace.frames();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** Frames with function names only. */
  static List<Frame> named(String... functions) {
    return List.of(functions).stream()
        .map(function -> Frame.EMPTY.withFunction(function, null))
        .toList();
  }
}
