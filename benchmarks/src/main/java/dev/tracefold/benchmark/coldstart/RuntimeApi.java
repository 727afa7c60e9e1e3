package dev.tracefold.benchmark.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What Lambda serves to the runtime in a function's process: hands out invocations, takes answers,
 * and asks for a snapshot. It notes when each call came; one object serves one process.
 */
final class RuntimeApi implements AutoCloseable {

  private static final String VERSION = "/2018-06-01/runtime/";
  private static final long DEADLINE_MILLIS = 60_000;
  private static final long PATIENCE_SECONDS = 180;

  static {
    // Or the server waits for more to send, which would count against the function.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What a process has said, and when by {@link System#nanoTime}. */
  sealed interface Call {

    /** It asks for an invocation; after its start, it is initialised. */
    record Next(long nanos) implements Call {}

    /** It is ready to be frozen into a snapshot. */
    record Snapshot(long nanos) implements Call {}

    /** It has answered an invocation. */
    record Answer(long nanos, String body) implements Call {}

    /** It cannot start, or an invocation failed. */
    record Failure(String body) implements Call {}
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> payloads = new LinkedBlockingQueue<>();
  private final CountDownLatch restored = new CountDownLatch(1);

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve the runtime API", e);
    }
    server.setExecutor(threads);
    server.createContext(VERSION, this::serve);
    server.start();
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next process that asks gets this payload. */
  void invoke(byte[] payload) {
    payloads.add(payload);
  }

  /** Notes that the process is gone. */
  void ended(String lastWords) {
    calls.add(new Call.Failure(lastWords));
  }

  /** Lets a process go on that was frozen. */
  void restore() {
    restored.countDown();
  }

  /**
   * Waits for the next call of a kind.
   *
   * @throws IllegalStateException where something else comes, or nothing for three minutes
   */
  <C extends Call> C await(Class<C> kind) throws InterruptedException {
    Call call = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (kind.isInstance(call)) {
      return kind.cast(call);
    }
    throw new IllegalStateException(
        "expected the function's runtime to send %s, found %s"
            .formatted(
                kind.getSimpleName(),
                call == null ? "nothing for three minutes" : call.toString()));
  }

  private void serve(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().getPath().substring(VERSION.length());
    try {
      switch (path) {
        case "invocation/next" -> {
          calls.add(new Call.Next(now));
          answerNext(exchange);
        }
        case "restore/next" -> {
          calls.add(new Call.Snapshot(now));
          restored.await();
          answer(exchange, 200, new byte[0]);
        }
        default -> {
          calls.add(
              path.endsWith("/response")
                  ? new Call.Answer(now, body)
                  : new Call.Failure(path + ": " + body));
          answer(exchange, 202, "{\"status\":\"OK\"}".getBytes(UTF_8));
        }
      }
    } catch (InterruptedException e) {
      exchange.close();
      Thread.currentThread().interrupt();
    }
  }

  private void answerNext(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] payload = payloads.take();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "cold-start");
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(System.currentTimeMillis() + DEADLINE_MILLIS));
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:000000000000:function:cold-start");
    answer(exchange, 200, payload);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    // The runtime interface client ends its process where there is no Content-Type.
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
