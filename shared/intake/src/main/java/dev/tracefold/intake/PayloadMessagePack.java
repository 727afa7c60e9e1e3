package dev.tracefold.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.body.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** Reads MessagePack from outside as JSON, within the limits of {@link PayloadJson} on nesting. */
public final class PayloadMessagePack {

  /** A byte may be an object of its own, which takes a hundred in memory. */
  public static final int BYTES_MAX = 256 * 1024;

  private PayloadMessagePack() {}

  /**
   * The objects of a run of values, in their order; what is broken, and what comes behind it, is
   * left out. Of more than {@link #BYTES_MAX} bytes nothing is read.
   */
  public static List<ObjectNode> readObjects(Bytes bytes) {
    List<ObjectNode> objects = new ArrayList<>();
    if (bytes.length() > BYTES_MAX) {
      return objects;
    }
    MessagePack.UnpackerConfig config =
        new MessagePack.UnpackerConfig().withStringSizeLimit(bytes.length());
    try (MessageUnpacker in = config.newUnpacker(bytes.stream())) {
      while (in.hasNext()) {
        if (value(in, 1) instanceof ObjectNode object) {
          objects.add(object);
        }
      }
    } catch (IOException | MessagePackException broken) {
      return objects;
    }
    return objects;
  }

  private static JsonNode value(MessageUnpacker in, int depth) throws IOException {
    if (depth > PayloadJson.DEPTH_MAX) {
      throw new IOException("nested more than %d levels".formatted(PayloadJson.DEPTH_MAX));
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (in.getNextFormat().getValueType()) {
      case BOOLEAN -> nodes.booleanNode(in.unpackBoolean());
      case INTEGER -> nodes.numberNode(in.unpackBigInteger());
      case FLOAT -> nodes.numberNode(in.unpackDouble());
      case STRING -> nodes.textNode(in.unpackString());
      case ARRAY -> array(in, depth);
      case MAP -> object(in, depth);
      case NIL, BINARY, EXTENSION -> {
        in.skipValue();
        yield NullNode.instance;
      }
    };
  }

  private static ArrayNode array(MessageUnpacker in, int depth) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int left = in.unpackArrayHeader(); left > 0; left--) {
      array.add(value(in, depth + 1));
    }
    return array;
  }

  private static ObjectNode object(MessageUnpacker in, int depth) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int left = in.unpackMapHeader(); left > 0; left--) {
      String name = value(in, depth + 1).asText();
      object.set(name, value(in, depth + 1));
    }
    return object;
  }
}
