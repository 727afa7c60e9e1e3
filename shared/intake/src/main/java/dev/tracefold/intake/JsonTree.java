package dev.tracefold.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Reads trees of JSON token by token and writes them node by node, with the results of Jackson's
 * {@code ObjectMapper}. A mapper, which {@code JsonNode.toString()} uses, too, first loads hundreds
 * of classes that bind objects; functions have none to bind, but cold starts would wait for them.
 *
 * <p>Of members with one name the last value counts, in the place of the first. Numbers become
 * {@code int}, {@code long}, {@code BigInteger} or, with a fraction or an exponent, {@code double},
 * infinite where they are too large. Of values that are no JSON it takes Jackson's raw ones, which
 * are written as they are. Neither direction takes more than 1,000 levels.
 */
public final class JsonTree {

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /**
   * Reads the first value of a text; what follows it is not looked at.
   *
   * @return a missing node where there is none
   * @throws JsonProcessingException if the text begins with anything but JSON
   */
  public static JsonNode read(String json) throws JsonProcessingException {
    try (JsonParser parser = JSON.createParser(json)) {
      return read(parser);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be read", e);
    }
  }

  /**
   * Reads the first value of a stream, as of a text, and closes it.
   *
   * @throws IOException if the stream fails or begins with anything but JSON
   */
  public static JsonNode read(InputStream json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      return read(parser);
    }
  }

  /** Reads the next value; a missing node where there is none. The parser stays behind it. */
  static JsonNode read(JsonParser json) throws IOException {
    return json.nextToken() == null ? NODES.missingNode() : value(json);
  }

  private static JsonNode value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> NODES.textNode(json.getText());
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(json.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value of JSON begins with " + json.currentToken());
    };
  }

  private static ObjectNode object(JsonParser json) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      object.set(name, value(json));
    }
    return object;
  }

  private static ArrayNode array(JsonParser json) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(json));
    }
    return array;
  }

  private static JsonNode integer(JsonParser json) throws IOException {
    return switch (json.getNumberType()) {
      case INT -> NODES.numberNode(json.getIntValue());
      case LONG -> NODES.numberNode(json.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(json.getBigIntegerValue());
    };
  }

  /** Compact JSON; {@code null} for a missing node. */
  public static String write(JsonNode tree) {
    return write(tree, JSON);
  }

  /** Compact JSON with the factory's way of escaping. */
  static String write(JsonNode tree, JsonFactory factory) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(text)) {
      write(tree, json);
    } catch (IOException e) {
      throw tooDeep(e);
    }
    return text.toString();
  }

  /** Compact JSON in UTF-8; characters beyond the basic plane, and halves of them, escaped. */
  static byte[] writeBytes(JsonNode tree) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
      write(tree, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw tooDeep(e);
    }
  }

  /**
   * Writes compact JSON in UTF-8 and closes the stream.
   *
   * @throws IOException if the stream fails, or the tree has more than 1,000 levels
   */
  public static void write(JsonNode tree, OutputStream to) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(to)) {
      write(tree, json);
    }
  }

  private static IllegalArgumentException tooDeep(IOException e) {
    return new IllegalArgumentException("found a tree of more levels than JSON may have here", e);
  }

  private static void write(JsonNode node, JsonGenerator json) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          json.writeFieldName(member.getKey());
          write(member.getValue(), json);
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (JsonNode element : node) {
          write(element, json);
        }
        json.writeEndArray();
      }
      case STRING -> json.writeString(node.textValue());
      case NUMBER -> writeNumber(node, json);
      case BOOLEAN -> json.writeBoolean(node.booleanValue());
      case NULL, MISSING -> json.writeNull();
      case BINARY -> json.writeBinary(node.binaryValue());
      case POJO -> ((RawValue) ((POJONode) node).getPojo()).serialize(json);
    }
  }

  private static void writeNumber(JsonNode number, JsonGenerator json) throws IOException {
    switch (number.numberType()) {
      case INT -> json.writeNumber(number.intValue());
      case LONG -> json.writeNumber(number.longValue());
      case BIG_INTEGER -> json.writeNumber(number.bigIntegerValue());
      case FLOAT -> json.writeNumber(number.floatValue());
      case DOUBLE -> json.writeNumber(number.doubleValue());
      case BIG_DECIMAL -> json.writeNumber(number.decimalValue());
    }
  }
}
