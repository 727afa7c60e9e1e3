package dev.tracefold.local.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The JSON of an SQS batch as Lambda gets it, and what Lambda reads from the answer. */
final class SqsBatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SqsBatch() {}

  /** One entry of {@code Records}. */
  static ObjectNode eventRecord(Message message, String queueArn, String region) {
    ObjectNode json = JSON.createObjectNode();
    json.put("messageId", message.messageId());
    json.put("receiptHandle", message.receiptHandle());
    json.put("body", message.body());
    ObjectNode attributes = json.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    ObjectNode custom = json.putObject("messageAttributes");
    message.messageAttributes().forEach((name, value) -> custom.set(name, attribute(value)));
    json.put("md5OfBody", message.md5OfBody());
    json.put("eventSource", "aws:sqs");
    json.put("eventSourceARN", queueArn);
    json.put("awsRegion", region);
    return json;
  }

  private static ObjectNode attribute(MessageAttributeValue value) {
    ObjectNode json = JSON.createObjectNode();
    if (value.stringValue() != null) {
      json.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      json.put(
          "binaryValue", Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
    }
    json.putArray("stringListValues");
    json.putArray("binaryListValues");
    json.put("dataType", value.dataType());
    return json;
  }

  /** The event with these records. */
  static String event(List<ObjectNode> records) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode array = event.putArray("Records");
    records.forEach(array::add);
    return event.toString();
  }

  /**
   * The ids of the messages that failed, read as Lambda reads {@code ReportBatchItemFailures}: no
   * list or an empty one means none; an answer that cannot be read, an empty id or an unknown one
   * means all of them.
   *
   * @param ids the ids of all messages of the batch
   */
  static Set<String> failures(String answer, Set<String> ids) {
    JsonNode json;
    try {
      json = JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      return ids;
    }
    JsonNode failures = json.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return Set.of();
    }
    var failed = new HashSet<String>();
    for (JsonNode failure : failures) {
      String id = failure.path("itemIdentifier").asText("");
      if (!ids.contains(id)) {
        return ids;
      }
      failed.add(id);
    }
    return failed;
  }
}
