package dev.tracefold.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.body.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads and writes JSON from outside, within limits on nesting and on numbers. */
public final class PayloadJson {

  /** As deep as Sentry's own reader goes; shallow enough for recursive walks. */
  public static final int DEPTH_MAX = 128;

  /** A queue message has its payload a level down, and normalisation wraps lists into objects. */
  private static final int QUEUED_DEPTH_MAX = DEPTH_MAX + 8;

  /**
   * Whatever comes out of a queue message, normalised once more, can be read where it is stored.
   */
  private static final int STORED_DEPTH_MAX = QUEUED_DEPTH_MAX + 8;

  /** A text of an event that is JSON itself goes as deep as an event may, from where it stands. */
  private static final int INNER_DEPTH_MAX = DEPTH_MAX / 2;

  /** No number of an event is longer; converting a long one takes more than linear time. */
  public static final int NUMBER_CHARACTERS_MAX = 400;

  private static final JsonFactory SENT = limited(DEPTH_MAX);
  private static final JsonFactory QUEUED = limited(QUEUED_DEPTH_MAX);
  private static final JsonFactory STORED = limited(STORED_DEPTH_MAX);
  private static final JsonFactory INNER = limited(INNER_DEPTH_MAX);

  private static final JsonFactory ASCII =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private PayloadJson() {}

  private static JsonFactory limited(int depthMax) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depthMax)
                .maxNumberLength(NUMBER_CHARACTERS_MAX)
                .build())
        .build();
  }

  /** Reads one JSON value; empty if the bytes are not exactly one, or are nested too deeply. */
  public static Optional<JsonNode> read(Bytes json) {
    return read(SENT, json);
  }

  /** Reads the value of a queue message, which may hold all that {@link #read} takes. */
  public static Optional<JsonNode> readQueued(Bytes json) {
    return read(QUEUED, json);
  }

  /** Reads a payload that was stored, whatever queue message it came in; empty if it is none. */
  public static Optional<ObjectNode> readStored(Bytes json) {
    return object(read(STORED, json));
  }

  /** Reads a text inside an event that may be JSON itself; empty if it is none. */
  public static Optional<JsonNode> readInner(String json) {
    return read(INNER, Bytes.utf8(json));
  }

  private static Optional<JsonNode> read(JsonFactory limits, Bytes json) {
    try {
      JsonNode node = tree(limits, json);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** One value and nothing behind it; a missing node if there is nothing at all. */
  private static JsonNode tree(JsonFactory limits, Bytes json) throws IOException {
    try (JsonParser parser = limits.createParser(json.stream())) {
      JsonNode tree = JsonTree.read(parser);
      JsonToken behind = tree.isMissingNode() ? null : parser.nextToken();
      if (behind != null) {
        throw new JsonParseException(
            parser,
            "Trailing token (of type %s) found after value".formatted(behind),
            parser.currentTokenLocation());
      }
      return tree;
    }
  }

  /** Reads one JSON object; empty if the bytes are anything else. */
  public static Optional<ObjectNode> readObject(Bytes json) {
    return object(read(json));
  }

  private static Optional<ObjectNode> object(Optional<JsonNode> json) {
    return json.filter(JsonNode::isObject).map(node -> (ObjectNode) node);
  }

  /**
   * Why bytes are not one JSON object, with the place where there is one.
   *
   * @param json what {@link #readObject} gave nothing for
   */
  public static String problem(Bytes json) {
    try {
      JsonNode node = tree(SENT, json);
      return node.isMissingNode() ? "nothing" : "JSON of another kind: " + node.getNodeType();
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      // The parser also names the settings of its own that would allow it: of no use to a sender.
      String reason =
          e.getOriginalMessage()
              .replaceAll(", from `[^`]*`", "")
              .replaceAll("(?s)(: enable |\\R).*", "");
      return place == null
          ? reason
          : "line %d, column %d: %s".formatted(place.getLineNr(), place.getColumnNr(), reason);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Compact JSON in UTF-8; characters beyond the basic plane, and halves of them, escaped. */
  public static Bytes writeBytes(JsonNode node) {
    return Bytes.of(JsonTree.writeBytes(node));
  }

  /**
   * The JSON of an object with more members behind its own.
   *
   * @param object as {@link #writeBytes} writes an object
   * @param members none of which the object has
   */
  public static Bytes append(Bytes object, ObjectNode members) {
    Bytes more = writeBytes(members);
    if (object.length() == 2 || members.isEmpty()) {
      return members.isEmpty() ? object : more;
    }
    byte[] joined = Arrays.copyOf(object.copy(), object.length() + more.length() - 1);
    joined[object.length() - 1] = ',';
    System.arraycopy(more.copy(), 1, joined, object.length(), more.length() - 1);
    return Bytes.of(joined);
  }

  /**
   * How many characters a text of JSON takes with everything beyond ASCII escaped.
   *
   * @param json as {@link #writeBytes} writes it
   */
  public static long escapedLength(Bytes json) {
    long length = 0;
    for (int i = 0; i < json.length(); i++) {
      int unsigned = json.at(i) & 0xFF;
      // The first byte tells how many there are: up to three make one unit, four make two.
      length += unsigned < 0x80 ? 1 : unsigned < 0xC0 ? 0 : unsigned < 0xF0 ? 6 : 12;
    }
    return length;
  }

  /** Compact JSON text. */
  public static String write(JsonNode node) {
    return JsonTree.write(node);
  }

  /**
   * Compact JSON text that holds only characters a queue message may have: those that it may not
   * have (U+FFFE, U+FFFF, halves of surrogate pairs) are escaped.
   */
  public static String writeMessage(JsonNode node) {
    String text = write(node);
    return isSendable(text) ? text : JsonTree.write(node, ASCII);
  }

  private static boolean isSendable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < Character.MIN_SURROGATE) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c) || c >= '\uFFFE') {
        return false;
      }
    }
    return true;
  }
}
