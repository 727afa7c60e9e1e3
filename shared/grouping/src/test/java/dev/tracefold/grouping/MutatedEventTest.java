package dev.tracefold.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.enhancement.BuiltinRules;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.event.EventReader;
import dev.tracefold.fingerprint.FingerprintRules;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Events of real SDKs with a few places changed to something else: unlike arbitrary JSON they reach
 * stack traces, rules and labels. Whatever is changed, there is a hash, the same one each time, and
 * it can be explained and written back.
 */
final class MutatedEventTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> PLATFORMS =
      List.of("native", "cocoa", "java", "javascript", "node", "python", "php", "ruby", "csharp");
  private static final List<String> TEXTS =
      List.of(
          "",
          "\ud800",
          "<anonymous>",
          "[native code]",
          "http://e.io/a.js",
          "a.B$$EnhancerByCGLIB$$1f$$Lambda$2",
          "class@anonymous\0/a::run",
          "foo<bar(int)>::{lambda()#1} const",
          "SIGABRT",
          "/usr/lib/libc.so",
          "{{ default }}",
          "x".repeat(5000));
  private static final List<String> FIELDS =
      List.of(
          "type",
          "value",
          "message",
          "logger",
          "level",
          "tags.a",
          "module",
          "path",
          "package",
          "function",
          "family",
          "app",
          "stack.abs_path",
          "error.type");
  private static final List<String> PATTERNS =
      List.of("*", "a*", "SIG*", "native", "*.js", "\"a b\"", "{a,b}*", "[", "yes", "**/a");
  private static final List<String> PARTS =
      List.of(
          "{{ default }}",
          "{{ function }}",
          "{{ tags.a }}",
          "{{ nope }}",
          "word",
          "\"two words\"",
          "{{ stack.module }}, {{ message }}",
          "title=\"{{ error.type }} in {{ path }}\"");
  private static final List<String> ENHANCEMENTS =
      List.of(
          "function:* +app",
          "family:native v-app ^+group",
          "module:com.* +sentinel",
          "path:**.js +prefix -group",
          "app:yes max-frames=2",
          "error.type:* min-frames=3",
          "[ function:a* ] | function:* category=x",
          "function:* +group",
          "error.mechanism:* invert-stacktrace=1");

  @Test
  void realEventsWithOddPlacesAreGrouped() throws IOException {
    List<ObjectNode> events = events();
    Random random = new Random(3);
    for (int i = 0; i < 1500; i++) {
      ObjectNode payload = events.get(random.nextInt(events.size())).deepCopy();
      for (int changes = random.nextInt(6); changes >= 0; changes--) {
        change(random, payload);
      }
      FingerprintRules fingerprintRules = fingerprintRules(random);
      String enhancements = enhancements(random);
      for (GroupingConfig config : GroupingConfig.ALL) {
        GroupingSetup setup =
            new GroupingSetup(config, parsed(config, enhancements), fingerprintRules, true);
        GroupedEvent grouped = Grouper.group(EventReader.read(payload), setup);
        // Rules can switch off the whole stack trace and leave its levels: then no hash is flat.
        assertThat(grouped.grouping().primaryHash().value()).as("%s", payload).isNotEmpty();
        assertThat(ComponentText.of(grouped.grouping())).isNotEmpty();

        ObjectNode written = payload.deepCopy();
        GroupedPayload.write(written, grouped);
        assertThat(Grouper.group(EventReader.read(payload), setup).grouping())
            .as("again: %s", payload)
            .isEqualTo(grouped.grouping());
      }
    }
  }

  private static String enhancements(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(pick(random, ENHANCEMENTS)).append('\n');
    }
    return text.toString();
  }

  private static Enhancements parsed(GroupingConfig config, String text) {
    try {
      List<BuiltinRules> bases = BuiltinRules.find(config.enhancementBase()).stream().toList();
      return Enhancements.parse(bases, text);
    } catch (RuleSyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private static FingerprintRules fingerprintRules(Random random) {
    StringBuilder text = new StringBuilder();
    for (int rules = random.nextInt(4); rules > 0; rules--) {
      for (int matchers = random.nextInt(3); matchers >= 0; matchers--) {
        text.append(random.nextInt(4) == 0 ? "!" : "")
            .append(pick(random, FIELDS))
            .append(':')
            .append(pick(random, PATTERNS))
            .append(' ');
      }
      text.append("->");
      for (int parts = random.nextInt(3); parts >= 0; parts--) {
        text.append(' ').append(pick(random, PARTS));
      }
      text.append('\n');
    }
    try {
      return FingerprintRules.parse(text.toString());
    } catch (RuleSyntaxException e) {
      throw new AssertionError(text.toString(), e);
    }
  }

  /** Walks down at random and changes what it comes to. */
  private static void change(Random random, ObjectNode payload) {
    JsonNode node = payload;
    while (true) {
      boolean stop = random.nextInt(6) == 0;
      if (node instanceof ObjectNode object && !object.isEmpty()) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = pick(random, names);
        if (stop || !object.get(name).isContainerNode()) {
          object.set(random.nextInt(8) == 0 ? pick(random, names) : name, value(random, name));
          return;
        }
        node = object.get(name);
      } else if (node instanceof ArrayNode array && !array.isEmpty()) {
        int index = random.nextInt(array.size());
        if (stop || !array.get(index).isContainerNode()) {
          switch (random.nextInt(3)) {
            case 0 -> array.remove(index);
            case 1 -> array.insert(index, array.get(index).deepCopy());
            default -> array.set(index, value(random, ""));
          }
          return;
        }
        node = array.get(index);
      } else {
        return;
      }
    }
  }

  private static JsonNode value(Random random, String name) {
    return switch (random.nextInt(name.equals("platform") ? 2 : 9)) {
      case 0, 1 -> NODES.textNode(pick(random, name.equals("platform") ? PLATFORMS : TEXTS));
      case 2 -> NODES.nullNode();
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.numberNode(random.nextInt(4) - 2);
      case 5 -> NODES.numberNode(1e300);
      case 6 -> NODES.objectNode().put("frames", 1);
      case 7 -> NODES.arrayNode().addNull().add(NODES.objectNode());
      default -> NODES.objectNode();
    };
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** The payloads of the sample batches. */
  private static List<ObjectNode> events() throws IOException {
    List<Path> files = new ArrayList<>();
    Path folder = Path.of(System.getProperty("tracefold.root", "../..")).resolve("events");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
      found.forEach(files::add);
    }
    Collections.sort(files);
    List<ObjectNode> events = new ArrayList<>();
    for (Path file : files) {
      for (JsonNode message : JSON.readTree(Files.readAllBytes(file)).path("Records")) {
        if (body(message).path("payload") instanceof ObjectNode payload
            && payload.has("platform")) {
          events.add(payload);
        }
      }
    }
    assertThat(events).as("sample events in %s", folder).hasSizeGreaterThan(8);
    return events;
  }

  private static JsonNode body(JsonNode message) {
    try {
      return JSON.readTree(message.path("body").asText());
    } catch (IOException e) {
      return NODES.missingNode(); // some samples are broken on purpose
    }
  }
}
