package dev.tracefold.benchmark.intake;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.sample.SampleEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Events of {@code events/} as requests of SDKs: in an envelope, compressed, by a Function URL. */
final class EnvelopeRequest {

  static final String KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

  private static final ObjectMapper JSON = new ObjectMapper();

  private EnvelopeRequest() {}

  /**
   * The request that carries the last event of a sample.
   *
   * @param root the root of the checkout
   * @param sample the name of its file, without the ending
   */
  static APIGatewayV2HTTPEvent of(Path root, String sample) {
    SampleEvent read = SampleEvent.read(root.resolve("events").resolve(sample + ".json"));
    byte[] envelope = envelope(read.messages().getLast().body());
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath("/api/1/envelope/")
        .withRawQueryString("")
        .withHeaders(
            Map.of(
                "x-sentry-auth",
                "Sentry sentry_version=7, sentry_client=benchmark/1.0, sentry_key=" + KEY,
                "content-encoding",
                "gzip",
                "content-type",
                "application/x-sentry-envelope"))
        .withBody(Base64.getEncoder().encodeToString(gzip(envelope)))
        .withIsBase64Encoded(true)
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withRequestId("request")
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod("POST")
                        .withSourceIp("203.0.113.7")
                        .build())
                .build())
        .build();
  }

  private static byte[] envelope(String messageBody) {
    try {
      JsonNode message = JSON.readTree(messageBody);
      JsonNode event = message.path("payload").isObject() ? message.get("payload") : message;
      String type = event.path("type").asText().equals("transaction") ? "transaction" : "event";
      byte[] payload = JSON.writeValueAsBytes(event);
      byte[] headers =
          "{\"sent_at\":\"2026-11-24T03:00:00Z\"}\n{\"type\":\"%s\",\"length\":%d}\n"
              .formatted(type, payload.length)
              .getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream envelope = new ByteArrayOutputStream();
      envelope.writeBytes(headers);
      envelope.writeBytes(payload);
      return envelope.toByteArray();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the sample is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return compressed.toByteArray();
  }
}
