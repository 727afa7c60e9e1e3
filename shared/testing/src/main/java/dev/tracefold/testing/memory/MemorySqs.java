package dev.tracefold.testing.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Queues that keep what is sent until it is deleted; what is received once stays hidden. */
final class MemorySqs {

  private static final int MESSAGES_MAX = 10;
  private static final int BYTES_MAX = 1024 * 1024;

  private final Map<String, Map<String, ObjectNode>> visible = new HashMap<>();
  private long messages;

  MemorySqs(Collection<String> urls) {
    urls.forEach(url -> visible.put(url, new LinkedHashMap<>()));
  }

  ObjectNode answer(String operation, JsonNode request) {
    String url = request.path("QueueUrl").asText();
    Map<String, ObjectNode> queue = visible.get(url);
    if (queue == null) {
      throw new Refusal(400, "QueueDoesNotExist", "there is no queue " + url);
    }
    return switch (operation) {
      case "SendMessage" -> send(queue, request);
      case "SendMessageBatch" -> sendBatch(queue, request.path("Entries"));
      case "ReceiveMessage" -> receive(queue, request.path("MaxNumberOfMessages").asInt(1));
      // Received messages are gone already.
      case "DeleteMessage", "DeleteMessageBatch" -> object();
      default -> throw new Refusal(400, "UnknownOperationException", operation);
    };
  }

  private ObjectNode sendBatch(Map<String, ObjectNode> queue, JsonNode entries) {
    if (entries.isEmpty() || entries.size() > MESSAGES_MAX) {
      throw new Refusal(
          400, "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", "found " + entries.size());
    }
    int bytes = 0;
    for (JsonNode entry : entries) {
      bytes += size(entry);
    }
    if (bytes > BYTES_MAX) {
      throw new Refusal(400, "BatchRequestTooLong", "found " + bytes + " bytes");
    }
    ObjectNode answer = object();
    answer.putArray("Failed");
    ArrayNode sent = answer.putArray("Successful");
    for (JsonNode entry : entries) {
      sent.add(send(queue, entry).put("Id", entry.path("Id").asText()));
    }
    return answer;
  }

  private static int size(JsonNode message) {
    int attributes =
        message.path("MessageAttributes") instanceof ObjectNode some ? bytes(some).length : 0;
    return message.path("MessageBody").asText().getBytes(UTF_8).length + attributes;
  }

  private ObjectNode send(Map<String, ObjectNode> queue, JsonNode message) {
    if (size(message) > BYTES_MAX) {
      throw new Refusal(400, "InvalidParameterValue", "found " + size(message) + " bytes");
    }
    String id = "m" + messages++;
    String body = message.path("MessageBody").asText();
    ObjectNode stored = object();
    stored.put("MessageId", id).put("ReceiptHandle", id).put("Body", body);
    stored.put("MD5OfBody", md5(body.getBytes(UTF_8)));
    ObjectNode sent =
        object().put("MessageId", id).put("MD5OfMessageBody", md5(body.getBytes(UTF_8)));
    if (message.path("MessageAttributes") instanceof ObjectNode attributes) {
      String digest = md5(bytes(attributes));
      stored.set("MessageAttributes", attributes);
      stored.put("MD5OfMessageAttributes", digest);
      sent.put("MD5OfMessageAttributes", digest);
    }
    queue.put(id, stored);
    return sent;
  }

  /** Attributes of texts as SQS writes them to take their digest: by name, each with its length. */
  private static byte[] bytes(ObjectNode attributes) {
    var bytes = new ByteArrayOutputStream();
    var byName = new TreeMap<String, JsonNode>();
    attributes.properties().forEach(one -> byName.put(one.getKey(), one.getValue()));
    byName.forEach(
        (name, attribute) -> {
          write(bytes, name);
          write(bytes, attribute.path("DataType").asText());
          bytes.write(1);
          write(bytes, attribute.path("StringValue").asText());
        });
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream bytes, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
    bytes.writeBytes(utf8);
  }

  private static ObjectNode receive(Map<String, ObjectNode> queue, int most) {
    ObjectNode answer = object();
    ArrayNode received = answer.putArray("Messages");
    var waiting = queue.values().iterator();
    while (waiting.hasNext() && received.size() < most) {
      received.add(waiting.next());
      waiting.remove();
    }
    return answer;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The SDK compares it. */
  private static String md5(byte[] bytes) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
      return "%032x".formatted(new BigInteger(1, md5));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
