package dev.tracefold.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * The HTTP layer below the SDK, answering at once: every write succeeds, reads by key find the
 * items that it was given, queries find none. Everything above is real: marshalling, signing,
 * checksums, reading of the answers. It costs nothing and changes nothing, so that a function can
 * work on it before it is frozen into a snapshot, and can be measured on it.
 */
public final class CannedAws implements SdkHttpClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** For those who draw a number by an update. */
  private static final String UPDATED = "{\"Attributes\":{\"n\":{\"N\":\"1\"}}}";

  /** An attribute that an update sets, and the name of its value. */
  private static final Pattern SET = Pattern.compile("(\\w+) = (:\\w+)");

  /** Items as DynamoDB writes them, by partition and sort key. */
  private final Map<String, String> items;

  private final boolean remembers;

  /**
   * @param items as DynamoDB writes them in JSON, by {@link #key}
   */
  public CannedAws(Map<String, String> items) {
    this(Map.copyOf(items), false);
  }

  private CannedAws(Map<String, String> items, boolean remembers) {
    this.items = items;
    this.remembers = remembers;
  }

  /**
   * One where also what transactions have put and set is found: who creates an issue looks for it.
   */
  public static CannedAws remembering(Map<String, String> items) {
    return new CannedAws(new ConcurrentHashMap<>(items), true);
  }

  /** The key of an item in the map. */
  public static String key(String pk, String sk) {
    return pk + "\n" + sk;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request);
      }

      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    String operation = target.substring(target.indexOf('.') + 1);
    try (InputStream content =
        request
            .contentStreamProvider()
            .<InputStream>map(ContentStreamProvider::newStream)
            .orElseGet(InputStream::nullInputStream)) {
      String body =
          switch (operation) {
            case "GetItem" -> getItem(JSON.readTree(content));
            case "BatchGetItem" -> batchGetItem(JSON.readTree(content));
            case "Query" -> {
              content.transferTo(OutputStream.nullOutputStream());
              yield "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}";
            }
            case "SendMessageBatch" -> sendMessageBatch(JSON.readTree(content));
            case "UpdateItem" -> {
              content.transferTo(OutputStream.nullOutputStream());
              yield UPDATED;
            }
            case "TransactWriteItems" -> {
              if (remembers) {
                JSON.readTree(content).path("TransactItems").forEach(this::remember);
              }
              content.transferTo(OutputStream.nullOutputStream());
              yield "{}";
            }
            case "PutItem", "" -> {
              content.transferTo(OutputStream.nullOutputStream());
              yield operation.isEmpty() ? "" : "{}";
            }
            default -> throw new IOException("there is no canned answer to " + operation);
          };
      byte[] bytes = body.getBytes(UTF_8);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpFullResponse.builder()
                  .statusCode(200)
                  .putHeader("Content-Length", Integer.toString(bytes.length))
                  .putHeader("x-amzn-RequestId", "canned")
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
          .build();
    }
  }

  private void remember(JsonNode write) {
    JsonNode put = write.at("/Put/Item");
    if (put.isObject()) {
      items.put(key(put), put.toString());
    }
    JsonNode update = write.path("Update");
    if (update.isObject()) {
      ObjectNode item = update.path("Key").deepCopy();
      Matcher set = SET.matcher(update.path("UpdateExpression").asText());
      while (set.find()) {
        item.set(set.group(1), update.path("ExpressionAttributeValues").path(set.group(2)));
      }
      items.put(key(item), item.toString());
    }
  }

  private String getItem(JsonNode request) {
    String item = items.get(key(request.path("Key")));
    return item == null ? "{}" : "{\"Item\":" + item + "}";
  }

  private String batchGetItem(JsonNode request) {
    StringBuilder answer = new StringBuilder("{\"Responses\":{");
    request
        .path("RequestItems")
        .properties()
        .forEach(
            table -> {
              answer.append('"').append(table.getKey()).append("\":[");
              String separator = "";
              for (JsonNode key : table.getValue().path("Keys")) {
                String item = items.get(key(key));
                if (item != null) {
                  answer.append(separator).append(item);
                  separator = ",";
                }
              }
              answer.append(']');
            });
    return answer.append("},\"UnprocessedKeys\":{}}").toString();
  }

  private static String sendMessageBatch(JsonNode request) {
    StringBuilder answer = new StringBuilder("{\"Failed\":[],\"Successful\":[");
    String separator = "";
    for (JsonNode entry : request.path("Entries")) {
      answer
          .append(separator)
          .append("{\"Id\":\"")
          .append(entry.path("Id").asText())
          .append("\",\"MessageId\":\"m\",\"MD5OfMessageBody\":\"")
          .append(md5(entry.path("MessageBody").asText()))
          .append("\"}");
      separator = ",";
    }
    return answer.append("]}").toString();
  }

  private static String key(JsonNode key) {
    return key(key.at("/pk/S").asText(), key.at("/sk/S").asText());
  }

  /** The SDK compares it. */
  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  @Override
  public void close() {}
}
