package dev.tracefold.intake.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class NormalizerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant RECEIVED = Instant.ofEpochSecond(1_700_000_000);

  private static final List<String> KEYS =
      List.of(
          "event_id",
          "type",
          "timestamp",
          "level",
          "logger",
          "message",
          "logentry",
          "exception",
          "values",
          "stacktrace",
          "raw_stacktrace",
          "frames",
          "function",
          "filename",
          "abs_path",
          "threads",
          "tags",
          "user",
          "ip_address",
          "release",
          "dist",
          "environment",
          "fingerprint",
          "request",
          "url",
          "headers",
          "User-Agent",
          "cookies",
          "query_string",
          "env",
          "REMOTE_ADDR",
          "contexts",
          "template",
          "mechanism",
          "value",
          "params",
          "formatted",
          "platform",
          "breadcrumbs",
          "spans",
          "errors",
          "csp",
          "transaction");

  /** Each case is an event and members of what comes of it; null stands for absent or null. */
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    try (InputStream in = NormalizerTest.class.getResourceAsStream("normalization.json")) {
      JsonNode cases = JSON.readTree(Objects.requireNonNull(in, "normalization.json"));
      return StreamSupport.stream(cases.spliterator(), false)
          .map(
              each ->
                  DynamicTest.dynamicTest(
                      each.get("name").textValue(),
                      () -> check((ObjectNode) each.get("event"), each.get("expected"))));
    }
  }

  private static void check(ObjectNode event, JsonNode expected) {
    Normalizer.normalize(event, context(null));
    expected
        .properties()
        .forEach(
            member -> {
              JsonNode found = event.get(member.getKey());
              JsonNode actual = found == null ? JsonNodeFactory.instance.nullNode() : found;
              assertThat(actual).as(member.getKey()).isEqualTo(member.getValue());
            });
  }

  @Test
  void textsAreCutAtTheirLimits() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("transaction", "x".repeat(201)).put("logger", "y".repeat(64));
    event.put("message", "z".repeat(8392)).put("culprit", "é".repeat(200));
    event.putArray("exception").addObject().put("type", "t".repeat(277)).put("value", "v");
    Normalizer.normalize(event, context(null));
    assertThat(event.get("transaction").textValue()).isEqualTo("x".repeat(197) + "...");
    assertThat(event.get("logger").textValue()).isEqualTo("y".repeat(64));
    assertThat(event.at("/logentry/formatted").textValue()).hasSize(8392);
    assertThat(event.get("culprit").textValue()).hasSize(200);
    assertThat(event.at("/exception/values/0/type").textValue()).isEqualTo("t".repeat(253) + "...");
  }

  @Test
  void ofManyFramesTheFirst249AndTheLastStay() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ArrayNode frames = event.putObject("stacktrace").putArray("frames");
    for (int i = 0; i < 300; i++) {
      frames.addObject().put("function", "f" + i);
    }
    Normalizer.normalize(event, context(null));
    assertThat(frames).hasSize(250);
    assertThat(frames.get(248).get("function").textValue()).isEqualTo("f248");
    assertThat(frames.get(249).get("function").textValue()).isEqualTo("f299");
  }

  @Test
  void aClockThatIsFarOffMovesAllTimes() {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("timestamp", 1_600_000_000);
    event.putArray("breadcrumbs").addObject().put("timestamp", 1_599_999_990);
    Normalizer.normalize(event, context(Instant.ofEpochSecond(1_600_000_005)));
    assertThat(event.get("timestamp").doubleValue()).isEqualTo(1_699_999_995.0);
    assertThat(event.at("/breadcrumbs/0/timestamp").doubleValue()).isEqualTo(1_699_999_985.0);
    assertThat(event.at("/errors/0/type").textValue()).isEqualTo("clock_drift");
  }

  @Test
  void aClockThatIsNearlyRightMovesNothing() {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("timestamp", 1_699_999_000);
    Normalizer.normalize(event, context(RECEIVED.minus(Times.DRIFT_MIN).plusSeconds(1)));
    assertThat(event.get("timestamp").doubleValue()).isEqualTo(1_699_999_000.0);
    assertThat(Duration.ofMinutes(55)).isEqualTo(Times.DRIFT_MIN);
  }

  @Test
  void aReportOfABrowserTakesTheUserAgentOfTheRequestThatBroughtIt() {
    String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0";
    NormalizationContext context =
        new NormalizationContext(1, 7L, "0".repeat(32), RECEIVED, null, null, firefox, null);
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.putObject("csp").put("blocked_uri", "x");
    Normalizer.normalize(report, context);
    assertThat(report.at("/contexts/browser/name").textValue()).isEqualTo("Firefox");
    ObjectNode other = JsonNodeFactory.instance.objectNode().put("message", "of a server");
    Normalizer.normalize(other, context);
    assertThat(other.has("contexts")).isFalse();
  }

  @Test
  void anyJsonInAnyPlaceIsNormalised() {
    Random random = new Random(11);
    for (int i = 0; i < 5000; i++) {
      ObjectNode event = randomObject(random, 4);
      Normalizer.normalize(event, context(null));
      assertThat(event.get("event_id").textValue()).matches("[0-9a-f]{32}");
      assertThat(event.get("timestamp").isNumber()).isTrue();
      assertThat(event.get("tags").isArray()).isTrue();
      assertThat(event.get("project").longValue()).isEqualTo(1);
    }
  }

  private static NormalizationContext context(@Nullable Instant sentAt) {
    return new NormalizationContext(
        1, 7L, "0123456789abcdef0123456789abcdef", RECEIVED, sentAt, "203.0.113.7", null, null);
  }

  private static ObjectNode randomObject(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int n = random.nextInt(8); n > 0; n--) {
      object.set(KEYS.get(random.nextInt(KEYS.size())), randomNode(random, depth - 1));
    }
    return object;
  }

  private static JsonNode randomNode(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextLong());
      case 3 -> nodes.numberNode(random.nextGaussian() * 1e300);
      case 4 -> nodes.textNode("");
      case 5 ->
          nodes.textNode(
              List.of("?", "a:b", "%s {0}", "\ud800", "x".repeat(300), "http://")
                  .get(random.nextInt(6)));
      case 6 -> nodes.textNode("http://h/../%2e./\\x");
      case 7 -> randomObject(random, depth);
      default -> {
        ArrayNode array = nodes.arrayNode();
        for (int n = random.nextInt(4); n > 0; n--) {
          array.add(randomNode(random, depth - 1));
        }
        yield array;
      }
    };
  }
}
