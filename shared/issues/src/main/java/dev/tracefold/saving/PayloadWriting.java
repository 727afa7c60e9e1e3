package dev.tracefold.saving;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.Metrics;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.PayloadStore;
import dev.tracefold.payload.Segment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Notes sizes and times in payloads, which are final then, and stores them (event-saving 19). */
final class PayloadWriting {

  /** Of the members that say whose payload it is (event-saving 5.4, step 19). */
  private static final int REFERENCE_VERSION = 2;

  private static final String SIZES = "_metrics";
  private static final String STORED = "nodestore_insert";

  private final PayloadStore payloads;
  private final Clock clock;

  PayloadWriting(PayloadStore payloads, Clock clock) {
    this.payloads = Objects.requireNonNull(payloads, "payloads");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Payloads of a batch that are final but not stored.
   *
   * @param segments one per project
   * @param positions where each payload will lie
   */
  record Prepared(List<Segment> segments, Map<ItemKey, PayloadPosition> positions) {}

  /**
   * Finishes payloads and puts those of a project together.
   *
   * @param attachments by event those that are kept; what has none may be left out
   */
  Prepared prepare(
      List<Occurrence> occurrences,
      Map<ItemKey, List<AttachmentDescription>> attachments,
      Metrics metrics) {
    List<Segment> segments = new ArrayList<>();
    Map<ItemKey, PayloadPosition> positions = new HashMap<>();
    Map<Long, List<Occurrence>> byProject =
        occurrences.stream().collect(groupingBy(o -> o.project().id()));
    byProject.forEach(
        (projectId, together) -> {
          List<Bytes> bytes =
              together.stream()
                  .map(o -> finished(o, attachments.getOrDefault(o.key(), List.of()), metrics))
                  .toList();
          Segment segment = payloads.join(projectId, bytes);
          segments.add(segment);
          for (int i = 0; i < together.size(); i++) {
            positions.put(together.get(i).key(), segment.positions().get(i));
          }
        });
    return new Prepared(segments, positions);
  }

  /** Stores the payloads of some items; those of the others are stored nowhere. */
  void store(Prepared prepared, Set<ItemKey> items, Metrics metrics) {
    Set<PayloadPosition> wanted = new HashSet<>();
    items.forEach(key -> Optional.ofNullable(prepared.positions().get(key)).ifPresent(wanted::add));
    for (Segment segment : prepared.segments()) {
      if (segment.positions().stream().anyMatch(wanted::contains)) {
        metrics.run(Metric.PAYLOADS, () -> payloads.write(segment, wanted));
      }
    }
  }

  /** Overwrites payloads of items that turned out not to be counted here. */
  void erase(Prepared prepared, Set<ItemKey> items) {
    Map<Long, List<PayloadPosition>> byProject = new HashMap<>();
    for (ItemKey key : items) {
      PayloadPosition position = prepared.positions().get(key);
      if (position != null) {
        byProject.computeIfAbsent(key.projectId(), id -> new ArrayList<>()).add(position);
      }
    }
    byProject.forEach(payloads::erase);
  }

  private Bytes finished(
      Occurrence occurrence, List<AttachmentDescription> attachments, Metrics metrics) {
    ObjectNode payload = occurrence.payload();
    if (occurrence.key().kind() == ItemKind.EVENT) {
      payload.put("_ref", occurrence.key().projectId()).put("_ref_version", REFERENCE_VERSION);
    }
    Bytes frozen = PayloadJson.writeBytes(payload);
    JsonNode sizesBefore = payload.remove(SIZES);
    JsonNode storedBefore = payload.remove(STORED);
    Bytes rest =
        sizesBefore == null && storedBefore == null ? frozen : PayloadJson.writeBytes(payload);
    ObjectNode sizes =
        sizesBefore instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
    sizes.put("bytes.stored.event", PayloadJson.escapedLength(frozen));
    for (AttachmentDescription attachment : attachments) {
      String name = "bytes.stored." + attachment.type();
      sizes.put(name, sizes.path(name).asLong() + attachment.size());
    }
    measure(sizes, metrics);
    ObjectNode last = JsonNodeFactory.instance.objectNode();
    last.set(SIZES, sizes);
    last.put(STORED, clock.instant().getEpochSecond());
    Bytes bytes = PayloadJson.append(rest, last);
    metrics.record(Metric.PAYLOAD_SIZE, bytes.length());
    return bytes;
  }

  private static void measure(ObjectNode sizes, Metrics metrics) {
    if (sizes.path("flag.processing.error").asBoolean()) {
      metrics.count(Metric.PROCESSING_ERRORS, 1);
    }
    if (sizes.path("flag.processing.fatal").asBoolean()) {
      metrics.count(Metric.PROCESSING_FATALS, 1);
    }
  }
}
