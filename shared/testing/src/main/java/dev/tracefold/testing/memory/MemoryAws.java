package dev.tracefold.testing.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.embedded.Endpoints;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The resources of a template in memory, behind the HTTP client of the SDK: everything above is
 * real, requests are worked on one at a time, and the host that they go to does not matter.
 */
public final class MemoryAws implements SdkHttpClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Never connected to. It is an address, for the SDK then writes buckets into paths. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final MemoryDynamoDb dynamoDb;
  private final MemorySqs sqs;
  private final MemoryS3 s3 = new MemoryS3();
  private final Stack stack;

  public MemoryAws(Template template) {
    Map<String, MemoryTable> tables = new HashMap<>();
    template.tables().forEach(table -> tables.put(table.id(), table(table)));
    dynamoDb = new MemoryDynamoDb(tables);
    var endpoints =
        new Endpoints(NOWHERE, NOWHERE, NOWHERE, "us-east-1", "000000000000", "memory", "memory");
    if (System.getProperty("aws.region") == null) {
      endpoints.useInThisJvm();
    }
    stack =
        new Stack(
            template,
            endpoints,
            names(template.tables().stream().map(Template.Table::id).toList(), ""),
            names(template.queues().stream().map(Template.Queue::id).toList(), NOWHERE + "/0/"),
            names(template.buckets().stream().map(Template.Bucket::id).toList(), "b-"));
    sqs = new MemorySqs(stack.queueUrls().values());
  }

  private static Map<String, String> names(List<String> ids, String prefix) {
    Map<String, String> names = new HashMap<>();
    ids.forEach(id -> names.put(id, prefix + id));
    return names;
  }

  private static MemoryTable table(Template.Table table) {
    Map<String, MemoryTable.Index> indexes = new HashMap<>();
    for (Template.Index index : table.indexes()) {
      Template.Key sort = index.sort();
      if (sort == null) {
        throw new IllegalArgumentException("an index without a sort key is not supported here");
      }
      indexes.put(index.name(), new MemoryTable.Index(index.partition().name(), sort.name()));
    }
    return new MemoryTable(indexes);
  }

  /** Names of the resources. */
  public Stack stack() {
    return stack;
  }

  /**
   * Deletes items that have expired, as many as are chosen: DynamoDB deletes late and in no order.
   *
   * @param chosen is asked about the key of each
   */
  public synchronized void expire(String table, Instant now, Predicate<String> chosen) {
    MemoryTable rows = dynamoDb.table(table);
    for (ObjectNode item : rows.all()) {
      long expires = item.at("/expires/N").asLong(Long.MAX_VALUE);
      if (expires < now.getEpochSecond() && chosen.test(item.at("/pk/S").asText())) {
        rows.delete(MemoryTable.key(item));
      }
    }
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

  private synchronized HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest http = request.httpRequest();
    byte[] body = bytes(request);
    String target = http.firstMatchingHeader("X-Amz-Target").orElse("");
    if (target.isEmpty()) {
      try {
        return response(answerS3(http, body));
      } catch (Refusal refusal) {
        return response(MemoryS3.refused(refusal));
      }
    }
    String operation = target.substring(target.indexOf('.') + 1);
    try {
      JsonNode json = JSON.readTree(body);
      ObjectNode answer =
          target.startsWith("DynamoDB")
              ? dynamoDb.answer(operation, json)
              : sqs.answer(operation, json);
      return json(200, answer);
    } catch (Refusal refusal) {
      return refused(refusal);
    }
  }

  /** An error as DynamoDB and SQS write it. */
  static HttpExecuteResponse refused(Refusal refusal) throws IOException {
    ObjectNode error = refusal.details().deepCopy();
    error.put("__type", "com.amazonaws#" + refusal.code()).put("message", refusal.getMessage());
    return json(refusal.status(), error);
  }

  private MemoryS3.Answer answerS3(SdkHttpRequest http, byte[] body) {
    String path = http.encodedPath().substring(1);
    return switch (http.method()) {
      case PUT -> s3.put(path, body, http.firstMatchingHeader("If-Match"));
      case DELETE -> s3.delete(path);
      case GET ->
          http.rawQueryParameters().containsKey("list-type")
              ? s3.list(
                  path.replace("/", ""), http.firstMatchingRawQueryParameter("prefix").orElse(""))
              : s3.get(path, http.firstMatchingHeader("Range"));
      default -> throw new Refusal(405, "MethodNotAllowed", http.method().name());
    };
  }

  /** The body without the frame that the SDK puts around checked chunks. */
  private static byte[] bytes(HttpExecuteRequest request) throws IOException {
    try (InputStream content =
        request
            .contentStreamProvider()
            .<InputStream>map(ContentStreamProvider::newStream)
            .orElseGet(InputStream::nullInputStream)) {
      byte[] body = content.readAllBytes();
      boolean chunked =
          request.httpRequest().firstMatchingHeader("x-amz-decoded-content-length").isPresent();
      return chunked ? unframed(body) : body;
    }
  }

  private static byte[] unframed(byte[] framed) {
    var bytes = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = at;
      while (framed[end] != '\r') {
        end++;
      }
      String head = new String(framed, at, end - at, UTF_8);
      int length = Integer.parseInt(head.split(";", 2)[0], 16);
      if (length == 0) {
        return bytes.toByteArray();
      }
      bytes.write(framed, end + 2, length);
      at = end + 2 + length + 2;
    }
  }

  private static HttpExecuteResponse json(int status, ObjectNode body) throws IOException {
    return response(
        new MemoryS3.Answer(
            status,
            Map.of("Content-Type", "application/x-amz-json-1.0"),
            JSON.writeValueAsBytes(body)));
  }

  private static HttpExecuteResponse response(MemoryS3.Answer answer) {
    var response =
        SdkHttpFullResponse.builder()
            .statusCode(answer.status())
            .putHeader("Content-Length", Integer.toString(answer.body().length))
            .putHeader("x-amzn-RequestId", "memory");
    answer.headers().forEach(response::putHeader);
    return HttpExecuteResponse.builder()
        .response(response.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }

  @Override
  public void close() {}
}
