package dev.tracefold.grouping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.FrameData;
import dev.tracefold.event.Mechanism;
import dev.tracefold.event.Stacktrace;
import dev.tracefold.event.ThreadValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what grouping found back into the payload that it read (event-saving 9.1, 9.17). */
public final class GroupedPayload {

  private final ObjectNode payload;

  private GroupedPayload(ObjectNode payload) {
    this.payload = payload;
  }

  /**
   * Changes the payload in place: frames, synthetic exceptions, fingerprint, title and hashes.
   *
   * @param payload the payload from which the event was read
   */
  public static void write(ObjectNode payload, GroupedEvent grouped) {
    GroupedPayload writer = new GroupedPayload(payload);
    writer.stacktraces(grouped.event());
    writer.fingerprint(grouped);
    writer.hashes(grouped.grouping());
  }

  private void stacktraces(ErrorEvent event) {
    List<ExceptionValue> exceptions = event.exceptions();
    for (int i = 0; i < exceptions.size(); i++) {
      JsonNode node = payload.path("exception").path("values").path(i);
      stacktraces(node, exceptions.get(i).stacktrace(), exceptions.get(i).rawStacktrace());
      Mechanism mechanism = exceptions.get(i).mechanism();
      if (mechanism != null
          && mechanism.isSynthetic()
          && node.path("mechanism") instanceof ObjectNode object) {
        object.put("synthetic", true);
      }
    }
    stacktraces(payload, event.stacktrace(), null);
    List<ThreadValue> threads = event.threads() == null ? List.of() : event.threads().values();
    for (int i = 0; i < threads.size(); i++) {
      stacktraces(
          payload.path("threads").path("values").path(i),
          threads.get(i).stacktrace(),
          threads.get(i).rawStacktrace());
    }
  }

  private static void stacktraces(
      JsonNode owner, @Nullable Stacktrace stacktrace, @Nullable Stacktrace raw) {
    frames(owner.path("stacktrace"), stacktrace);
    frames(owner.path("raw_stacktrace"), raw);
  }

  private static void frames(JsonNode node, @Nullable Stacktrace stacktrace) {
    if (stacktrace == null) {
      return;
    }
    for (int i = 0; i < stacktrace.frames().size(); i++) {
      if (node.path("frames").path(i) instanceof ObjectNode object) {
        frame(object, stacktrace.frames().get(i));
      }
    }
  }

  private static void frame(ObjectNode object, Frame frame) {
    if (frame.rawFunction() != null) {
      object.put("function", frame.function());
      object.put("raw_function", frame.rawFunction());
    }
    if (frame.inApp() != null) {
      object.put("in_app", frame.inApp());
    }
    FrameData data = frame.data();
    if (data.originalInApp() != null) {
      data(object).ifPresent(node -> node.put("orig_in_app", data.originalInApp()));
    }
    if (data.category() != null) {
      data(object).ifPresent(node -> node.put("category", data.category()));
    }
  }

  /** The frame's data, created where there is none; empty if it is something else. */
  private static Optional<ObjectNode> data(ObjectNode frame) {
    JsonNode data = frame.get("data");
    if (data == null || data.isNull()) {
      return Optional.of(frame.putObject("data"));
    }
    return data instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  private void fingerprint(GroupedEvent grouped) {
    ArrayNode fingerprint = payload.putArray("fingerprint");
    grouped.event().fingerprint().forEach(fingerprint::add);
    grouped.matchedRule().ifPresent(rule -> payload.set("_fingerprint_info", rule.toJson()));
    if (grouped.event().title() != null) {
      payload.put("title", grouped.event().title());
    }
  }

  private void hashes(Grouping grouping) {
    ArrayNode hashes = payload.putArray("hashes");
    grouping.hashes().forEach(hash -> hashes.add(hash.value()));
    List<Grouping.HierarchicalHash> hierarchical = grouping.hierarchicalHashes();
    if (hierarchical.isEmpty()) {
      return;
    }
    ArrayNode levels = payload.putArray("hierarchical_hashes");
    ArrayNode labels = payload.putArray("hierarchical_tree_labels");
    for (int level = 0; level < hierarchical.size(); level++) {
      levels.add(hierarchical.get(level).hash().value());
      Optional<TreeLabel> label = hierarchical.get(level).label();
      if (label.isEmpty()) {
        labels.addNull();
        continue;
      }
      ArrayNode parts = labels.addArray();
      for (LabelPart part : label.get().parts()) {
        parts.add(part.toJson());
        mark(part, level);
      }
    }
  }

  /** Marks the frame that a part of a label shows with the first level that shows it. */
  private void mark(LabelPart part, int level) {
    if (part.frame() == null || !(frame(part.frame()) instanceof ObjectNode frame)) {
      return;
    }
    data(frame)
        .ifPresent(
            data -> {
              if (part.sentinel()) {
                data.put("is_sentinel", true);
              }
              if (part.prefix()) {
                data.put("is_prefix", true);
              }
              JsonNode earlier = data.path("min_grouping_level");
              if (!earlier.isIntegralNumber() || earlier.asLong() > level) {
                data.put("min_grouping_level", level);
              }
            });
  }

  private JsonNode frame(FramePath path) {
    JsonNode owner =
        switch (path.owner()) {
          case EXCEPTION -> payload.path("exception").path("values").path(path.ownerIndex());
          case THREAD -> payload.path("threads").path("values").path(path.ownerIndex());
          case EVENT -> payload;
        };
    return owner.path("stacktrace").path("frames").path(path.frameIndex());
  }
}
