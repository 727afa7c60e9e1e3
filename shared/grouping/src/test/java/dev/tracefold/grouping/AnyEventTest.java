package dev.tracefold.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.event.EventReader;
import dev.tracefold.fingerprint.FingerprintRules;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever an event holds and whatever the rules say, there is a hash and no exception. */
final class AnyEventTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> KEYS =
      List.of(
          "exception",
          "values",
          "stacktrace",
          "raw_stacktrace",
          "frames",
          "threads",
          "logentry",
          "message",
          "formatted",
          "template",
          "csp",
          "blocked_uri",
          "hpkp",
          "hostname",
          "expectct",
          "expectstaple",
          "mechanism",
          "meta",
          "ns_error",
          "synthetic",
          "type",
          "value",
          "function",
          "raw_function",
          "module",
          "package",
          "abs_path",
          "filename",
          "platform",
          "in_app",
          "data",
          "orig_in_app",
          "category",
          "context_line",
          "lineno",
          "fingerprint",
          "checksum",
          "tags",
          "snapshot",
          "crashed",
          "current");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "native",
          "java",
          "javascript",
          "cocoa",
          "\ud800",
          "$$Lambda$",
          "[native code]",
          "http://[a",
          "{{ default }}",
          "{{ tags.x }}",
          "SIGABRT",
          "a.b.c",
          "class@anonymous\0::x",
          "{lambda(",
          "<T as",
          "1.2.3.4/",
          "eval",
          "__1234_1234\n");

  private static final List<JsonNode> NUMBERS =
      List.of(
          NODES.numberNode(-1),
          NODES.numberNode(0),
          NODES.numberNode(1),
          NODES.numberNode(Long.MIN_VALUE),
          NODES.numberNode(new BigInteger("9".repeat(400))),
          NODES.numberNode(new BigDecimal("-1e999999999")),
          NODES.numberNode(Double.NaN),
          NODES.numberNode(Double.NEGATIVE_INFINITY));

  @Test
  void valuesThatAreNestedDeeplyGetAHash() {
    for (String key : KEYS) {
      JsonNode nested = NODES.nullNode();
      for (int i = 0; i < 5000; i++) {
        nested = i % 2 == 0 ? NODES.arrayNode().add(nested) : NODES.objectNode().set(key, nested);
      }
      ObjectNode payload = NODES.objectNode().set(key, nested);
      for (GroupingConfig config : GroupingConfig.ALL) {
        GroupedEvent grouped = Grouper.group(EventReader.read(payload), GroupingSetup.of(config));
        assertThat(grouped.grouping().hashes()).as(key).isNotEmpty();
      }
    }
  }

  @Test
  void anyJsonInAnyFieldGetsAHash() {
    Random random = new Random(20211224);
    for (int i = 0; i < 4000; i++) {
      ObjectNode payload = object(random, 0);
      for (GroupingConfig config : GroupingConfig.ALL) {
        GroupedEvent grouped = Grouper.group(EventReader.read(payload), GroupingSetup.of(config));
        assertThat(grouped.grouping().hashes()).isNotEmpty();
        assertThat(ComponentText.of(grouped.grouping())).isNotEmpty();
        GroupedPayload.write(payload.deepCopy(), grouped);
      }
    }
  }

  @Test
  void textsThatDoNotParseAreWarnedOfAndReplaced() throws Exception {
    GroupingSetups.Built built =
        new GroupingSetups(2).build("nope", "function:a +nope", "type:A", true);

    assertThat(built.warnings()).hasSize(3);
    assertThat(built.setup().config()).isEqualTo(GroupingConfig.DEFAULT);
    assertThat(built.setup().fingerprintRules().rules()).isEmpty();
    assertThat(built.setup().enhancements().rules()).isEmpty();
  }

  @Test
  void resultsAreWrittenBackToThePayload() throws Exception {
    ObjectNode payload =
        (ObjectNode)
            JSON.readTree(
                "{\"platform\": \"native\", \"exception\": {\"values\": [{\"type\": \"SIGABRT\","
                    + " \"mechanism\": {\"type\": \"m\"}, \"stacktrace\": {\"frames\": [null,"
                    + " {\"function\": \"main(int)\", \"in_app\": true}]}}]}}");
    GroupingSetup setup =
        new GroupingSetup(
            GroupingConfig.MOBILE_2021_02_12,
            Enhancements.NONE,
            FingerprintRules.parse("type:SIG* -> {{ default }} title=\"At {{ function }}\""),
            true);

    GroupedPayload.write(payload, Grouper.group(EventReader.read(payload), setup));

    JsonNode exception = payload.at("/exception/values/0");
    assertThat(exception.at("/mechanism/synthetic").booleanValue()).isTrue();
    assertThat(exception.at("/stacktrace/frames/0").isNull()).isTrue();
    assertThat(exception.at("/stacktrace/frames/1"))
        .isEqualTo(
            JSON.readTree(
                "{\"function\": \"main\", \"in_app\": true, \"raw_function\": \"main(int)\","
                    + " \"data\": {\"min_grouping_level\": 0}}"));
    assertThat(payload.path("title").textValue()).isEqualTo("At main");
    assertThat(payload.at("/_fingerprint_info/client_fingerprint/0").textValue())
        .isEqualTo("{{ default }}");
    assertThat(payload.path("hashes")).hasSize(1);
    assertThat(payload.path("hierarchical_tree_labels"))
        .isEqualTo(JSON.readTree("[[{\"function\": \"main\"}]]"));
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = NODES.objectNode();
    for (int i = random.nextInt(7); i >= 0; i--) {
      object.set(KEYS.get(random.nextInt(KEYS.size())), value(random, depth + 1));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 6 ? 5 : 9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case 2 -> NODES.numberNode(random.nextDouble());
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case 5, 6 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(random, depth + 1));
        }
        yield array;
      }
      default -> object(random, depth);
    };
  }
}
