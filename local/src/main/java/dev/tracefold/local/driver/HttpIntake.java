package dev.tracefold.local.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tracefold.local.driver.Invocation.Answered;
import dev.tracefold.local.driver.Invocation.Failed;
import dev.tracefold.receiving.Intake;
import dev.tracefold.receiving.IntakeResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * HTTP in front of the function with a URL: each request becomes an event, each answer a response.
 */
final class HttpIntake implements AutoCloseable {
  // Lambda runs requests side by side up to the function's reserved concurrency; a laptop fewer.
  private static final int CONCURRENT_REQUESTS = 4;

  private final HttpServer server;
  private final ExecutorService threads;
  private final LocalFunction function;
  private final Consumer<String> failures;
  private final ObjectMapper json = new ObjectMapper();

  private HttpIntake(
      HttpServer server,
      ExecutorService threads,
      LocalFunction function,
      Consumer<String> failures) {
    this.server = server;
    this.threads = threads;
    this.function = function;
    this.failures = failures;
  }

  static HttpIntake start(
      LocalFunction function, String bindAddress, int port, Consumer<String> failures) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName(bindAddress), port), 0);
      ExecutorService threads = Executors.newFixedThreadPool(CONCURRENT_REQUESTS);
      var intake = new HttpIntake(server, threads, function, failures);
      server.setExecutor(threads);
      server.createContext("/", intake::answer);
      server.start();
      return intake;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot listen on "
              + bindAddress
              + " port "
              + port
              + ": "
              + e.getMessage()
              + "; choose another address or port",
          e);
    }
  }

  URI uri() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LocalFunction.PAYLOAD_BYTES_MAX + 1);
      String event = FunctionUrlEvent.of(exchange, body);
      if (event.getBytes(StandardCharsets.UTF_8).length > LocalFunction.PAYLOAD_BYTES_MAX) {
        // Lambda says no more than that it is too large; whoever develops is told what to do.
        send(exchange, Intake.tooLarge(exchange.getRequestMethod()));
        return;
      }
      switch (function.invoke(event)) {
        case Answered answered -> respond(exchange, answered.json());
        case Failed failed -> {
          failures.accept(function.id() + ": " + failed.reason());
          send(exchange, 502, "{\"Message\":\"Internal Server Error\"}");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A JSON object with a status code is a response; anything else is the body of one. */
  private void respond(HttpExchange exchange, String answer) throws IOException {
    JsonNode response;
    try {
      response = json.readTree(answer);
    } catch (JsonProcessingException e) {
      send(exchange, 502, "{\"Message\":\"Internal Server Error\"}");
      return;
    }
    if (!response.path("statusCode").isInt()) {
      send(exchange, 200, answer);
      return;
    }
    response
        .path("headers")
        .properties()
        .forEach(
            header ->
                exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText()));
    String text = response.path("body").asText("");
    byte[] body =
        response.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    send(exchange, response.path("statusCode").asInt(), body);
  }

  private static void send(HttpExchange exchange, IntakeResponse response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    send(exchange, response.status(), response.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    // What is left of a refused request is read, or the client never gets to the answer.
    // By reading: before Java 25 the server's streams skip beyond the request and wait for more.
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    boolean bodiless =
        body.length == 0 || status == 204 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
