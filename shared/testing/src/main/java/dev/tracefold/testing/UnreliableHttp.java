package dev.tracefold.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * A network and services that fail now and then as AWS does and emulators never do: throttling,
 * conflicts of transactions, batches that are handed back, requests and answers that get lost. It
 * stands below the SDK, whose own retries are a part of what is tested.
 */
public final class UnreliableHttp implements SdkHttpClient {

  /** What can happen to a request. */
  public enum Failure {
    /** It never arrives. */
    LOST_REQUEST,
    /** It is done, and nobody learns of it. */
    LOST_ANSWER,
    /** The service is too busy. */
    THROTTLED,
    /** Another transaction is at work on an item; for writes to DynamoDB. */
    CONFLICT,
    /** Nothing of it is done, and all of it handed back to be tried again; for batches. */
    HANDED_BACK
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SdkHttpClient http;
  private final RandomGenerator random;
  private final double share;
  private final Set<Failure> kinds;
  private final Map<Failure, Integer> happened = new EnumMap<>(Failure.class);

  /**
   * @param http does what does not fail
   * @param random draws what fails and how
   * @param share of the requests that fails, from 0 to 1
   */
  public UnreliableHttp(SdkHttpClient http, RandomGenerator random, double share) {
    this(http, random, share, EnumSet.allOf(Failure.class));
  }

  /**
   * One where nothing else happens than these.
   *
   * @param share of the requests to which one of them can happen that fails, from 0 to 1
   */
  public UnreliableHttp(
      SdkHttpClient http, RandomGenerator random, double share, Set<Failure> kinds) {
    this.http = Objects.requireNonNull(http, "http");
    this.random = Objects.requireNonNull(random, "random");
    this.share = share;
    this.kinds = Set.copyOf(kinds);
  }

  /** How often what has happened. */
  public synchronized Map<Failure, Integer> happened() {
    return new EnumMap<>(happened);
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
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("S3");
    String operation = target.substring(target.indexOf('.') + 1);
    List<Failure> possible = possible(operation).stream().filter(kinds::contains).toList();
    Failure failure;
    synchronized (this) {
      if (possible.isEmpty() || random.nextDouble() >= share) {
        return http.prepareRequest(request).call();
      }
      failure = possible.get(random.nextInt(possible.size()));
      happened.merge(failure, 1, Integer::sum);
    }
    return switch (failure) {
      case LOST_REQUEST -> throw new IOException("the request got lost: " + operation);
      case LOST_ANSWER -> {
        http.prepareRequest(request).call();
        throw new IOException("the answer got lost: " + operation);
      }
      case THROTTLED -> throttled(target);
      case CONFLICT -> conflict(operation, request);
      case HANDED_BACK -> handedBack(operation, request);
    };
  }

  private static List<Failure> possible(String operation) {
    return switch (operation) {
      case "TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem" ->
          List.of(Failure.LOST_REQUEST, Failure.LOST_ANSWER, Failure.THROTTLED, Failure.CONFLICT);
      case "BatchGetItem", "BatchWriteItem", "SendMessageBatch" ->
          List.of(
              Failure.LOST_REQUEST, Failure.LOST_ANSWER, Failure.THROTTLED, Failure.HANDED_BACK);
      default -> List.of(Failure.LOST_REQUEST, Failure.LOST_ANSWER, Failure.THROTTLED);
    };
  }

  private static HttpExecuteResponse throttled(String target) throws IOException {
    if (target.startsWith("DynamoDB")) {
      return refused(error("ProvisionedThroughputExceededException"));
    }
    if (target.startsWith("AmazonSQS")) {
      return refused(error("ThrottlingException"));
    }
    return response(
        503, "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code></Error>".getBytes(UTF_8));
  }

  private static HttpExecuteResponse conflict(String operation, HttpExecuteRequest request)
      throws IOException {
    if (!operation.equals("TransactWriteItems")) {
      return refused(error("TransactionConflictException"));
    }
    ObjectNode error = error("TransactionCanceledException");
    ArrayNode reasons = error.putArray("CancellationReasons");
    int writes = body(request).path("TransactItems").size();
    for (int i = 0; i < writes; i++) {
      reasons.addObject().put("Code", i == writes - 1 ? "TransactionConflict" : "None");
    }
    return refused(error);
  }

  private static HttpExecuteResponse handedBack(String operation, HttpExecuteRequest request)
      throws IOException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    JsonNode asked = body(request);
    switch (operation) {
      case "BatchGetItem" -> {
        answer.putObject("Responses");
        answer.set("UnprocessedKeys", asked.path("RequestItems"));
      }
      case "BatchWriteItem" -> answer.set("UnprocessedItems", asked.path("RequestItems"));
      default -> {
        answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (JsonNode entry : asked.path("Entries")) {
          failed
              .addObject()
              .put("Id", entry.path("Id").asText())
              .put("Code", "InternalError")
              .put("SenderFault", false);
        }
      }
    }
    return response(200, JSON.writeValueAsBytes(answer));
  }

  private static JsonNode body(HttpExecuteRequest request) throws IOException {
    try (InputStream content =
        request
            .contentStreamProvider()
            .<InputStream>map(ContentStreamProvider::newStream)
            .orElseGet(InputStream::nullInputStream)) {
      return JSON.readTree(content);
    }
  }

  private static ObjectNode error(String code) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("__type", "com.amazonaws#" + code)
        .put("message", "on purpose");
  }

  private static HttpExecuteResponse refused(ObjectNode error) throws IOException {
    return response(400, JSON.writeValueAsBytes(error));
  }

  private static HttpExecuteResponse response(int status, byte[] body) {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpFullResponse.builder()
                .statusCode(status)
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("x-amzn-RequestId", "unreliable")
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
