package dev.tracefold.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tracefold.intake.body.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees are read and written as a mapper does it, which is the reference. */
final class JsonTreeTest {

  private static final int DOCUMENTS = 20_000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final JsonFactory ASCII =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final ObjectMapper ASCII_MAPPER = new ObjectMapper(ASCII.rebuild().build());

  private static final ObjectMapper PAYLOAD_MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(PayloadJson.DEPTH_MAX)
                          .maxNumberLength(PayloadJson.NUMBER_CHARACTERS_MAX)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "0.0",
          "-0.0",
          "0.1",
          "1e400",
          "-1e400",
          "1e-400",
          "4.9e-324",
          "1.7976931348623157e308",
          "1E+5",
          "123456789012345678901234567890.5",
          "2147483647",
          "2147483648",
          "-2147483648",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809");

  /** Some are longer than payloads may have them, one than anything may. */
  private static final List<String> LONG_NUMBERS =
      List.of(
          "1".repeat(399),
          "1".repeat(400),
          "1".repeat(401),
          "1".repeat(1000),
          "1".repeat(1001),
          "0." + "3".repeat(400),
          "-" + "9".repeat(400));

  private static final List<String> NO_NUMBERS =
      List.of("00", "01", "1.", ".5", "+1", "1e", "1e+", "-", "--1", "NaN", "-Infinity", "1_0");

  private static final List<String> TEXTS =
      List.of(
          "\"\"",
          "\"a\"",
          "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
          "\"\\u0000\\u001f\\u007f\\u2028\"",
          "\"äß€\ufffe\uffff\"",
          "\"😀\"",
          "\"\\ud83d\\ude00\"",
          "\"\\ud83d\"",
          "\"\\ude00 \\ud83d\"",
          "\"" + "long ".repeat(2_000) + "\"");

  private static final List<String> NO_TEXTS =
      List.of("\"\\u12\"", "\"\\x\"", "\"\t\"", "\"open", "'a'");

  private static final List<String> PARTS =
      List.of(
          "{", "}", "[", "]", ":", ",", "null", "true", "false", "nul", "tru3", " ", "\n", "/**/",
          "#", "\"a\":", "\"b\":", "{}", "[]", "\ufeff", "\u0000");

  /** Documents that begin well, of which each beginning is one, too. */
  private static final List<String> WHOLE =
      List.of(
          "{\"a\":[1,-2.5e3,\"x\\u20ac\\n€😀\",{\"b\":null}],\"a\":true,\"c\":{\"d\":false}}",
          " [ 12345678901 , [ ] , { } , \"\\ud83d\\ude00\" ] ",
          "\"text\" {\"behind\": 1}",
          "9223372036854775808 x",
          "{\"\":{\"\":[[[]]]}}\n\n");

  @Test
  void hostileDocumentsAreReadAsByAMapper() {
    for (byte[] document : hostile()) {
      assertReadAlike(document);
    }
  }

  @Test
  void anyDocumentIsReadAsByAMapper() {
    Random random = new Random(1);
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder text = new StringBuilder();
      if (random.nextInt(4) == 0) {
        for (int parts = random.nextInt(8); parts >= 0; parts--) {
          text.append(any(random, List.of(PARTS, NUMBERS, NO_NUMBERS).get(random.nextInt(3))));
        }
      } else {
        addValue(text, random, 0);
      }
      byte[] document = text.toString().getBytes(random.nextInt(20) == 0 ? ISO_8859_1 : UTF_8);
      if (document.length > 0 && random.nextInt(4) == 0) {
        document[random.nextInt(document.length)] = (byte) random.nextInt();
      }
      assertReadAlike(document);
    }
  }

  @Test
  void whatIsReadIsWrittenAsByAMapper() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder text = new StringBuilder();
      addValue(text, random, 0);
      Reading reading = Reading.of(() -> JsonTree.read(text.toString()));
      if (reading.tree() != null) {
        assertWrittenAlike(reading.tree());
      }
    }
  }

  static List<JsonNode> nodes() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return List.of(
        nodes.numberNode(Double.NaN),
        nodes.numberNode(Double.NEGATIVE_INFINITY),
        nodes.numberNode(-0.0),
        nodes.numberNode(1e22),
        nodes.numberNode(Double.MIN_VALUE),
        nodes.numberNode(Float.NaN),
        nodes.numberNode(0.1f),
        nodes.numberNode((short) -7),
        nodes.numberNode((byte) 7),
        nodes.numberNode(Long.MIN_VALUE),
        nodes.numberNode(BigInteger.TWO.pow(200)),
        nodes.numberNode(BigDecimal.valueOf(1_700_000_000_120L, 3)),
        nodes.numberNode(new BigDecimal("1E+30")),
        nodes.binaryNode(new byte[] {1, 2, -3, 4}),
        nodes.nullNode(),
        nodes.textNode("\ud83d \ude00 \ud83d\ude00 \u2028 \u0000 \ufffe"),
        nodes.rawValueNode(new RawValue("{\"as\": \"it\u20acis\"}")));
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void nodesThatOnlyProgramsMakeAreWrittenAsByAMapper(JsonNode node) throws IOException {
    assertWrittenAlike(node);
    assertWrittenAlike(JsonNodeFactory.instance.arrayNode().add(node).add(node));
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set("a\u20ac\ud83d\ude00", node);
    assertWrittenAlike(object);
  }

  @Test
  void whatIsMissingIsWrittenAsNull() throws IOException {
    assertThat(JsonTree.write(MissingNode.getInstance()))
        .isEqualTo(MAPPER.writeValueAsString(MissingNode.getInstance()));
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1000})
  void asManyLevelsAsAMapperTakesAreReadAndWritten(int levels) throws IOException {
    String text = nested(levels);
    assertThat(JsonTree.write(JsonTree.read(text))).isEqualTo(text);
  }

  @Test
  void aTreeOfMoreLevelsIsNotWritten() {
    JsonNode tree = JsonNodeFactory.instance.nullNode();
    for (int i = 0; i <= 1000; i++) {
      tree = JsonNodeFactory.instance.arrayNode().add(tree);
    }
    JsonNode deep = tree;
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> JsonTree.write(deep));
  }

  @Test
  void streamsAreClosed() throws IOException {
    AtomicInteger closed = new AtomicInteger();
    JsonTree.read(
        new ByteArrayInputStream("{} behind".getBytes(UTF_8)) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        });
    assertThat(closed).hasPositiveValue();

    closed.set(0);
    JsonTree.write(
        JsonNodeFactory.instance.objectNode(),
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        });
    assertThat(closed).hasPositiveValue();
  }

  private static List<byte[]> hostile() {
    List<byte[]> documents = new ArrayList<>();
    for (String text :
        List.of("", " ", "\n\t", "{} {}", "1 2", "1x", "[] ]", "{} }", "null null")) {
      documents.add(text.getBytes(UTF_8));
    }
    for (List<String> texts :
        List.of(NUMBERS, LONG_NUMBERS, NO_NUMBERS, TEXTS, NO_TEXTS, PARTS, WHOLE)) {
      for (String text : texts) {
        documents.add(text.getBytes(UTF_8));
        documents.add(text.getBytes(UTF_16));
        documents.add(("[" + text + "]").getBytes(UTF_8));
        documents.add(("{\"a\":" + text + "}").getBytes(UTF_8));
        documents.add(("{\"a\":1,\"b\":2,\"a\":" + text + "}").getBytes(UTF_8));
      }
    }
    for (String text : WHOLE) {
      byte[] whole = text.getBytes(UTF_8);
      for (int length = 0; length < whole.length; length++) {
        documents.add(Arrays.copyOf(whole, length));
        byte[] broken = whole.clone();
        for (int replacement : new int[] {0, 0x80, 0xC0, 0xE2, 0xED, 0xF0, 0xFF, '"', '}'}) {
          broken[length] = (byte) replacement;
          documents.add(broken.clone());
        }
      }
    }
    for (int limit : new int[] {PayloadJson.DEPTH_MAX, 1000}) {
      for (int levels = limit - 1; levels <= limit + 1; levels++) {
        documents.add("[".repeat(levels).getBytes(UTF_8));
        documents.add("{\"a\":".repeat(levels).getBytes(UTF_8));
        documents.add(nested(levels).getBytes(UTF_8));
      }
    }
    return documents;
  }

  /** Arrays and objects by turns. */
  private static String nested(int levels) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      text.append(i % 2 == 0 ? "[" : "{\"a\":");
    }
    text.append("0");
    for (int i = levels - 1; i >= 0; i--) {
      text.append(i % 2 == 0 ? "]" : "}");
    }
    return text.toString();
  }

  private static void addValue(StringBuilder text, Random random, int level) {
    switch (random.nextInt(level < 5 ? 8 : 4)) {
      case 0 -> text.append(any(random, random.nextInt(16) == 0 ? LONG_NUMBERS : NUMBERS));
      case 1 -> text.append(any(random, TEXTS));
      case 2 -> text.append(any(random, List.of("null", "true", "false", "{}", "[]")));
      case 3 -> text.append(random.nextLong() >> random.nextInt(64));
      case 4 -> text.append(Double.longBitsToDouble(random.nextLong()));
      case 5 -> {
        String between = "[";
        for (int i = random.nextInt(5); i >= 0; i--) {
          text.append(between);
          addValue(text, random, level + 1);
          between = ",";
        }
        text.append(']');
      }
      default -> {
        String between = "{";
        for (int i = random.nextInt(6); i >= 0; i--) {
          text.append(between).append('"').append((char) ('a' + random.nextInt(4))).append("\":");
          addValue(text, random, level + 1);
          between = ", ";
        }
        text.append('}');
      }
    }
  }

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  /**
   * What came of reading: a tree with its text, or why there is none.
   *
   * @param tree null if there is none
   */
  private record Reading(@Nullable JsonNode tree, String text) {

    static Reading of(Callable<JsonNode> reader) {
      try {
        JsonNode tree = reader.call();
        return new Reading(tree, tree.getNodeType() + " " + tree);
      } catch (JsonProcessingException e) {
        return new Reading(null, e.getOriginalMessage() + " at " + e.getLocation());
      } catch (Exception e) {
        return new Reading(null, e.toString());
      }
    }
  }

  private static void assertReadAlike(byte[] document) {
    String text = new String(document, UTF_8);
    assertThat(Reading.of(() -> JsonTree.read(new ByteArrayInputStream(document))))
        .as(() -> text)
        .isEqualTo(Reading.of(() -> MAPPER.readTree(new ByteArrayInputStream(document))));
    assertThat(Reading.of(() -> JsonTree.read(text)))
        .as(() -> text)
        .isEqualTo(Reading.of(() -> MAPPER.readTree(text)));
    assertPayloadReadAlike(Bytes.of(document));
  }

  private static void assertPayloadReadAlike(Bytes document) {
    Optional<JsonNode> read = PayloadJson.read(document);
    try {
      JsonNode expected = PAYLOAD_MAPPER.readTree(document.stream());
      assertThat(read).isEqualTo(Optional.of(expected).filter(tree -> !tree.isMissingNode()));
      assertThat(read.map(JsonNode::toString).orElse("")).isEqualTo(expected.toString());
    } catch (JsonProcessingException e) {
      assertThat(read).isEmpty();
      JsonLocation place = e.getLocation();
      String where =
          place == null
              ? ""
              : "line %d, column %d: ".formatted(place.getLineNr(), place.getColumnNr());
      String problem = PayloadJson.problem(document);
      assertThat(problem).startsWith(where).hasSizeGreaterThan(where.length());
      assertThat(e.getOriginalMessage().replaceAll(", from `[^`]*`", ""))
          .startsWith(problem.substring(where.length()));
    } catch (IOException e) {
      assertThat(read).isEmpty();
      assertThat(PayloadJson.problem(document)).isEqualTo(e.getMessage());
    }
  }

  private static void assertWrittenAlike(JsonNode tree) throws IOException {
    String text = MAPPER.writeValueAsString(tree);
    assertThat(JsonTree.write(tree)).isEqualTo(text).isEqualTo(tree.toString());
    assertThat(JsonTree.write(tree, ASCII)).isEqualTo(ASCII_MAPPER.writeValueAsString(tree));
    assertThat(JsonTree.writeBytes(tree)).isEqualTo(MAPPER.writeValueAsBytes(tree));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonTree.write(tree, bytes);
    assertThat(bytes.toByteArray()).isEqualTo(MAPPER.writeValueAsBytes(tree));
  }
}
