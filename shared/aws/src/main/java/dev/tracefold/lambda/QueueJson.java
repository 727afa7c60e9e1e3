package dev.tracefold.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a queue's batch and of the partial batch response. */
final class QueueJson {

  private static final JsonFactory JSON = new JsonFactory();

  private QueueJson() {}

  /** Reads a batch; it is empty where the event has no {@code Records}. */
  static SQSEvent read(InputStream event) throws IOException {
    List<SQSMessage> messages = new ArrayList<>();
    try (JsonParser json = JSON.createParser(event)) {
      json.nextToken();
      expect(json, JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean records = json.currentName().equals("Records");
        if (json.nextToken() != JsonToken.VALUE_NULL && records) {
          expect(json, JsonToken.START_ARRAY);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            messages.add(message(json));
          }
        } else {
          json.skipChildren();
        }
      }
      expect(json, JsonToken.END_OBJECT);
    }
    SQSEvent batch = new SQSEvent();
    batch.setRecords(messages);
    return batch;
  }

  private static SQSMessage message(JsonParser json) throws IOException {
    expect(json, JsonToken.START_OBJECT);
    SQSMessage message = new SQSMessage();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "messageId" -> message.setMessageId(text(json));
        case "body" -> message.setBody(text(json));
        case "attributes" -> message.setAttributes(members(json, QueueJson::text));
        case "messageAttributes" ->
            message.setMessageAttributes(members(json, QueueJson::messageAttribute));
        default -> json.skipChildren();
      }
    }
    if (message.getMessageId() == null) {
      throw new JsonParseException(json, "expected a message with a messageId, found one without");
    }
    return message;
  }

  private static MessageAttribute messageAttribute(JsonParser json) throws IOException {
    expect(json, JsonToken.START_OBJECT);
    MessageAttribute attribute = new MessageAttribute();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean value = json.currentName().equals("stringValue");
      json.nextToken();
      if (value) {
        attribute.setStringValue(text(json));
      } else {
        json.skipChildren();
      }
    }
    return attribute;
  }

  private interface Reader<T> {
    @Nullable T read(JsonParser json) throws IOException;
  }

  private static <T> Map<String, T> members(JsonParser json, Reader<T> reader) throws IOException {
    Map<String, T> members = new HashMap<>();
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      expect(json, JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        T value = reader.read(json);
        if (value != null) {
          members.put(name, value);
        }
      }
    }
    return members;
  }

  private static @Nullable String text(JsonParser json) throws IOException {
    if (!json.currentToken().isScalarValue()) {
      expect(json, JsonToken.VALUE_STRING);
    }
    return json.getValueAsString();
  }

  private static void expect(JsonParser json, JsonToken expected) throws IOException {
    if (json.currentToken() != expected) {
      throw new JsonParseException(
          json,
          "expected a batch of a queue, with %s here; found %s"
              .formatted(expected, json.currentToken() == null ? "its end" : json.currentToken()));
    }
  }

  /** Writes which messages are to be delivered again. */
  static void write(SQSBatchResponse response, OutputStream answer) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(answer)) {
      json.writeStartObject();
      json.writeArrayFieldStart("batchItemFailures");
      for (SQSBatchResponse.BatchItemFailure failure : response.getBatchItemFailures()) {
        json.writeStartObject();
        json.writeStringField("itemIdentifier", failure.getItemIdentifier());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
