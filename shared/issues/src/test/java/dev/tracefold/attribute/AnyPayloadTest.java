package dev.tracefold.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.attribute.MaterializedFields.CurrentLevel;
import dev.tracefold.event.EventReader;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any JSON value in any place: nothing fails, and what is written has its shape. */
final class AnyPayloadTest {

  private static final List<String> NAMES =
      List.of(
          "type",
          "tags",
          "user",
          "contexts",
          "exception",
          "values",
          "stacktrace",
          "frames",
          "mechanism",
          "request",
          "url",
          "timestamp",
          "received",
          "level",
          "logger",
          "title",
          "culprit",
          "transaction",
          "release",
          "environment",
          "csp",
          "hpkp",
          "blocked_uri",
          "hostname",
          "logentry",
          "formatted",
          "hierarchical_tree_labels",
          "threads",
          "os",
          "name",
          "version",
          "id",
          "ip_address",
          "function",
          "module",
          "platform",
          "in_app",
          "trace");
  private static final List<String> TEXTS =
      List.of("", " ", "error", "csp", "transaction", "\ud800", "é\n", "self", "1.2.3.4", "a:b");

  @Test
  void nothingFails() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      ObjectNode payload = object(random, 0);
      EventAttributes attributes = EventAttributes.read(payload, Instant.EPOCH);
      DerivedTags.write(payload, attributes, attributes.release(), attributes.dist());
      MaterializedFields fields = MaterializedFields.of(payload, EventReader.read(payload));
      fields.writeTo(payload);

      assertThat(payload.path("tags").isArray()).as("seed %d: tags", seed).isTrue();
      assertThat(payload.path("title").isTextual()).as("seed %d: title", seed).isTrue();
      assertThat(payload.path("culprit").isTextual()).as("seed %d: culprit", seed).isTrue();
      assertThat(EventType.of(payload.path("type").textValue())).isEqualTo(attributes.type());
      assertThat(fields.issueData(CurrentLevel.of(payload, 0), attributes.received()))
          .as("seed %d: issue", seed)
          .hasSize(6);
    }
  }

  private static JsonNode any(Random random, int depth) {
    int kind = random.nextInt(depth > 5 ? 5 : 8);
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (kind) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextInt());
      case 3 -> nodes.numberNode(random.nextDouble() * Math.pow(10, random.nextInt(-300, 300)));
      case 4 -> nodes.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case 5 -> array(random, depth);
      default -> object(random, depth);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      array.add(any(random, depth + 1));
    }
    return array;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    int size = random.nextInt(depth == 0 ? 20 : 6);
    for (int i = 0; i < size; i++) {
      object.set(NAMES.get(random.nextInt(NAMES.size())), any(random, depth + 1));
    }
    return object;
  }
}
