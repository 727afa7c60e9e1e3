package dev.tracefold.local.group;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.grouping.Component;
import dev.tracefold.grouping.GroupedEvent;
import dev.tracefold.grouping.Variant;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Answers requests of one JSON object per line, each by one line. */
final class GroupingLines {

  /** ASCII only: a text of an event need not be valid Unicode. */
  private static final ObjectMapper JSON =
      new ObjectMapper(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

  private final GroupRequest defaults;
  private final EventGrouper grouper = new EventGrouper();

  /**
   * Requests for what a line leaves open.
   *
   * @param defaults everything but the event
   */
  GroupingLines(GroupRequest defaults) {
    this.defaults = defaults;
  }

  /**
   * The answer to a line, without a line feed. Whatever the line holds, there is one.
   *
   * @param line UTF-8, without a line feed
   */
  String answer(byte[] line) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putNull("id");
    try {
      answer(line, answer);
    } catch (RefusedRequest e) {
      answer.put("error", e.getMessage());
    } catch (RuntimeException e) {
      // Only a defect of ours ends here; the lines behind this one are to be answered all the same.
      answer.put("error", "this event cannot be grouped: " + e);
    }
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new AssertionError("A tree can always be written", e);
    }
  }

  private void answer(byte[] line, ObjectNode answer) throws RefusedRequest {
    if (line.length > RequestLines.LENGTH_MAX) {
      answer.set("id", idBeforeProblem(line));
      throw new RefusedRequest(
          "found a line of more than %d bytes; expected at most as many"
              .formatted(RequestLines.LENGTH_MAX));
    }
    Bytes json = Bytes.of(line);
    Optional<ObjectNode> object = PayloadJson.readObject(json);
    if (object.isEmpty()) {
      answer.set("id", idBeforeProblem(line));
      throw new RefusedRequest(
          "found a line that is not one JSON object (%s); expected id and event"
              .formatted(PayloadJson.problem(json)));
    }
    ObjectNode read = object.get();
    if (read.has("id")) {
      answer.set("id", read.get("id"));
    }
    GroupRequest request = request(read);
    GroupedEvent grouped = grouper.group(request);
    write(answer, grouped, read.has("fingerprinting") || !request.fingerprinting().isEmpty());
  }

  /** The id of a line that cannot be read to its end; null if it is not in front of the problem. */
  private static JsonNode idBeforeProblem(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean id = parser.currentName().equals("id");
          parser.nextToken();
          if (id) {
            return parser.readValueAsTree();
          }
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // The problem itself is reported with the answer.
    }
    return JSON.nullNode();
  }

  private GroupRequest request(ObjectNode line) throws RefusedRequest {
    if (!(line.get("event") instanceof ObjectNode event)) {
      throw new RefusedRequest("found no object under 'event'; expected the event's payload");
    }
    return new GroupRequest(
        event,
        text(line, "config", defaults.config()),
        text(line, "enhancements", defaults.enhancements()),
        text(line, "fingerprinting", defaults.fingerprinting()),
        flag(line, "builtin_rules", defaults.builtinRules()),
        flag(line, "normalized", defaults.normalized()));
  }

  private static String text(ObjectNode line, String name, String otherwise) throws RefusedRequest {
    JsonNode value = line.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw new RefusedRequest(
          "found " + value.getNodeType() + " under '" + name + "'; expected a text");
    }
    return value.textValue();
  }

  private static boolean flag(ObjectNode line, String name, boolean otherwise)
      throws RefusedRequest {
    JsonNode value = line.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw new RefusedRequest(
          "found " + value.getNodeType() + " under '" + name + "'; expected true or false");
    }
    return value.booleanValue();
  }

  private static void write(ObjectNode answer, GroupedEvent grouped, boolean fingerprinting) {
    ArrayNode hashes = answer.putArray("hashes");
    grouped.grouping().hashes().forEach(hash -> hashes.add(hash.value()));
    ArrayNode hierarchical = answer.putArray("hierarchical_hashes");
    grouped.grouping().hierarchicalHashes().forEach(hash -> hierarchical.add(hash.hash().value()));
    ObjectNode variants = answer.putObject("variants");
    grouped
        .grouping()
        .variants()
        .forEach((name, variant) -> write(variants.putObject(name), variant));
    if (fingerprinting) {
      ArrayNode fingerprint = answer.putArray("fingerprint");
      grouped.event().fingerprint().forEach(fingerprint::add);
      answer.set(
          "matched_rule", grouped.matchedRule().map(match -> match.rule().toJson()).orElse(null));
      if (grouped.event().title() != null) {
        answer.put("title", grouped.event().title());
      }
    }
  }

  private static void write(ObjectNode object, Variant variant) {
    object.put("type", variant.type());
    object.put("hash", variant.hash().map(hash -> hash.value()).orElse(null));
    object.put("contributes", variant.contributes());
    object.put("description", variant.description());
    switch (variant) {
      case Variant.ComponentVariant component -> hint(object, component.component());
      case Variant.SaltedComponentVariant salted -> {
        hint(object, salted.component());
        values(object, salted.values());
      }
      case Variant.CustomFingerprintVariant custom -> values(object, custom.values());
      case Variant.ChecksumVariant checksum -> {}
      case Variant.FallbackVariant fallback -> {}
    }
  }

  private static void hint(ObjectNode object, Component component) {
    if (component.hint() != null) {
      object.put("hint", component.hint());
    }
  }

  private static void values(ObjectNode object, List<String> values) {
    ArrayNode array = object.putArray("values");
    values.forEach(array::add);
  }
}
