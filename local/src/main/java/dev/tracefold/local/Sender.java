package dev.tracefold.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.embedded.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends files into a system, each the way its content goes: an event or an envelope by HTTP, as an
 * SDK does; a sample of {@code events/} by HTTP or over its function's queue.
 */
public final class Sender implements AutoCloseable {
  // The client of the JDK sets these itself and refuses to be told.
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");
  private static final String BATCH_OF_EVENTS = "SaveEventsFunction";

  private final Connection connection;
  private final Template template;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SqsClient sqs;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param template says which queue feeds which function
   */
  public Sender(Connection connection, Template template) {
    this.connection = connection;
    this.template = template;
    this.sqs = connection.sqs();
  }

  /** What became of a file that was sent. */
  public sealed interface Sent {

    /** It went over a queue; so many messages. */
    record Queued(String queue, int messages) implements Sent {}

    /** It went by HTTP and was answered. */
    record Answered(int status, String body) implements Sent {}
  }

  /**
   * Sends one file.
   *
   * @throws IllegalArgumentException where the file is none of the known kinds
   * @throws IOException where the file cannot be read or nothing answers
   */
  public Sent send(Path file) throws IOException, InterruptedException {
    byte[] content = Files.readAllBytes(file);
    @Nullable JsonNode whole = wholeJson(content);
    if (whole == null) {
      return sendEnvelope(content);
    }
    if (whole.has("Records")) {
      return sendBatch(whole);
    }
    if (whole.has("requestContext")) {
      return sendRequest(whole);
    }
    if (whole.isObject()) {
      return post("store", content, "application/json");
    }
    throw unknown();
  }

  private Sent.Queued sendBatch(JsonNode batch) {
    String function = batch.path("expect").path("function").asText(BATCH_OF_EVENTS);
    String queue = template.function(function).sources().getFirst().queue();
    String url = connection.queue(queue);
    List<String> bodies =
        StreamSupport.stream(batch.path("Records").spliterator(), false)
            .map(message -> message.path("body").asText())
            .toList();
    for (String body : bodies) {
      sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }
    return new Sent.Queued(queue, bodies.size());
  }

  private Sent.Answered sendRequest(JsonNode request) throws IOException, InterruptedException {
    String query = request.path("rawQueryString").asText("");
    String path = request.path("rawPath").asText("/") + (query.isEmpty() ? "" : "?" + query);
    String body = request.path("body").asText("");
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(connection.intake() + path))
            .method(
                request.path("requestContext").path("http").path("method").asText("POST"),
                BodyPublishers.ofByteArray(
                    request.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(body)
                        : body.getBytes(StandardCharsets.UTF_8)));
    request
        .path("headers")
        .properties()
        .forEach(
            header -> {
              if (!OWN_HEADERS.contains(header.getKey())) {
                builder.header(header.getKey(), header.getValue().asText());
              }
            });
    return answer(builder);
  }

  private Sent.Answered sendEnvelope(byte[] content) throws IOException, InterruptedException {
    int end = 0;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    JsonNode header = wholeJson(Arrays.copyOf(content, end));
    if (header == null || !header.isObject()) {
      throw unknown();
    }
    return post("envelope", content, "application/x-sentry-envelope");
  }

  private Sent.Answered post(String endpoint, byte[] body, String type)
      throws IOException, InterruptedException {
    URI dsn = URI.create(connection.dsn());
    return answer(
        HttpRequest.newBuilder(
                URI.create(connection.intake() + "/api" + dsn.getPath() + "/" + endpoint + "/"))
            .header("Content-Type", type)
            .header(
                "X-Sentry-Auth",
                "Sentry sentry_version=7,sentry_client=tracefold,sentry_key=" + dsn.getUserInfo())
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private Sent.Answered answer(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Sent.Answered(response.statusCode(), response.body());
  }

  private @Nullable JsonNode wholeJson(byte[] content) throws IOException {
    try (var parser = json.createParser(content)) {
      JsonNode first = json.readTree(parser);
      return parser.nextToken() == null ? first : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "expected an event (a JSON object), an envelope (whose first line is a JSON object) or a "
            + "sample as in events/, found something else");
  }

  @Override
  public void close() {
    sqs.close();
  }
}
