package dev.tracefold.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import dev.tracefold.intake.body.BodyDecoder;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.body.DecodedBody;
import dev.tracefold.intake.envelope.Envelope;
import dev.tracefold.intake.envelope.EnvelopeRead;
import dev.tracefold.intake.envelope.EnvelopeReader;
import dev.tracefold.intake.envelope.ItemType;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes in: an answer that is no failure of ours, and one fate for every item. Requests
 * are drawn by a seed, so that a failure comes again; {@code -Dtracefold.seed} draws others.
 */
final class AnyRequestTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ENCODINGS = List.of("", "gzip", "deflate", "zstd", "br", "x");

  private static final List<ItemType> TYPES = List.copyOf(EnumSet.allOf(ItemType.class));

  private static final List<String> PATHS =
      List.of(
          "/api/1/envelope/",
          "/api/1/store/",
          "/api/1/minidump/",
          "/api/1/security/",
          "/api/1/nel/",
          "/api/1/events/" + "0".repeat(32) + "/attachments/",
          "/api/1/cron/job/",
          "/api/0/projects/o/demo/user-feedback/",
          "/api/1/unreal/x/");

  private static final List<String> PAYLOADS =
      List.of(
          "",
          "{}",
          "[]",
          "null",
          "{\"message\":\"hi\"}",
          "{\"event_id\":\"0123456789abcdef0123456789abcdef\",\"message\":\"hi\"}",
          "{\"event_id\":7,\"exception\":[{\"type\":\"E\",\"value\":{\"a\":[null]}}]}",
          "{\"type\":\"transaction\",\"transaction\":\"GET /\"}",
          "{\"request\":{\"headers\":{\"User-Agent\":\"Firefox/115.0\"},\"url\":\"http://h/?a=%\"}}",
          "{\"discarded_events\":[{\"reason\":\"x\",\"category\":\"error\",\"quantity\":2}]}",
          "{\"discarded_events\":7}",
          "{\"contexts\":{\"feedback\":{\"message\":\"it broke\"}}}",
          "{\"comments\":\"it broke\",\"event_id\":\"0123456789abcdef0123456789abcdef\"}",
          "MDMP",
          "\u0000\u00ff\ud83d\ude00",
          "[".repeat(500));

  private final CollectingIntake intake = new CollectingIntake();
  private final Random random = new Random(Long.getLong("tracefold.seed", 2026));

  @Test
  void everyItemOfAnEnvelopeHasExactlyOneFate() throws IOException {
    for (int i = 0; i < 3000; i++) {
      byte[] envelope = envelope();
      if (random.nextInt(4) == 0) {
        envelope = mutated(envelope);
      }
      String encoding = ENCODINGS.get(random.nextInt(3));
      byte[] body = encoded(envelope, encoding);
      if (random.nextInt(20) == 0) {
        body = mutated(body);
      }
      intake.clear();
      IntakeResponse response =
          intake.post("/api/1/envelope/", Map.of("content-encoding", encoding), body);
      assertThat(response.status()).isIn(200, 400, 413);
      checkFates(Bytes.of(body), encoding);
    }
  }

  /** What the envelope holds, by the reader alone, against what was sent on. */
  private void checkFates(Bytes body, String encoding) throws JsonProcessingException {
    int fates = intake.jobs.size() + intake.outcomes.size();
    for (String message : intake.messages) {
      fates += 1 + JSON.readTree(message).path("attachments").size();
    }
    int items = 1;
    if (BodyDecoder.decode(body, encoding, RequestBody.DECODED_BYTES_MAX)
            instanceof DecodedBody.Decoded decoded
        && EnvelopeReader.read(decoded.bytes()) instanceof EnvelopeRead.Valid valid) {
      Envelope envelope = valid.envelope();
      items = envelope.items().size();
      for (var item : envelope.items()) {
        if (item.type() == ItemType.CLIENT_REPORT) {
          // Its entries have fates of their own, and an empty one has none.
          items += ClientReport.read(item.payload()).map(r -> r.discards().size() - 1).orElse(0);
        }
      }
    }
    assertThat(fates).isEqualTo(items);
    assertThat(intake.outcomes).extracting(outcome -> outcome.id()).doesNotHaveDuplicates();
  }

  @Test
  void anythingAtAnyEndpointIsAnswered() throws IOException {
    for (int i = 0; i < 3000; i++) {
      String path = PATHS.get(random.nextInt(PATHS.size()));
      String encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
      byte[] plain =
          switch (random.nextInt(3)) {
            case 0 -> multipart();
            case 1 ->
                PAYLOADS.get(random.nextInt(PAYLOADS.size())).getBytes(StandardCharsets.UTF_8);
            default -> envelope();
          };
      byte[] body = encoded(random.nextInt(3) == 0 ? mutated(plain) : plain, encoding);
      intake.clear();
      IntakeResponse response =
          intake.post(
              path,
              Map.of(
                  "content-encoding", encoding, "content-type", "multipart/form-data; boundary=b"),
              random.nextInt(10) == 0 ? mutated(body) : body);
      assertThat(response.status()).isIn(200, 400, 404, 413, 415);
      int fates = intake.jobs.size() + intake.outcomes.size() + intake.messages.size();
      assertThat(fates > 0 || response.status() == 404 || isEmpty(path, response)).isTrue();
      assertThat(intake.outcomes).extracting(outcome -> outcome.id()).doesNotHaveDuplicates();
    }
  }

  /** An envelope or a form without items leaves nothing to tell the fate of. */
  private static boolean isEmpty(String path, IntakeResponse response) {
    return response.status() == 200
        && (path.equals("/api/1/envelope/") || path.endsWith("/attachments/"));
  }

  /** Up to 6 MB that stand for gigabytes; decoding stops at its limit, and so does memory. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd"})
  void bombsAreRefusedBeforeTheyFillTheMemory(String encoding) throws IOException {
    byte[] bomb = encoded(new byte[256 * 1024 * 1024], encoding);
    byte[] body = bomb;
    while (!encoding.equals("deflate") && body.length * 2 < RequestBody.REQUEST_BYTES_MAX) {
      byte[] doubled = Arrays.copyOf(body, body.length * 2);
      System.arraycopy(body, 0, doubled, body.length, body.length);
      body = doubled;
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    IntakeResponse response =
        intake.post("/api/1/envelope/", Map.of("content-encoding", encoding), body);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(response.status()).isEqualTo(413);
    assertThat(allocated).isLessThan(2L * RequestBody.DECODED_BYTES_MAX);
    assertThat(intake.outcomes).hasSize(1);
  }

  /** As a tree it would take more memory than a function has. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/1/store/", "/api/1/security/", "/api/1/minidump/"})
  void jsonThatIsTooLargeIsRefusedUnread(String path) throws IOException {
    String json = "{\"a\":[" + "{},".repeat(4_000_000) + "{}]}";
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"sentry\"\r\n\r\n" + json + "\r\n--b--\r\n";
    String body = path.contains("minidump") ? form : json;
    byte[] compressed = encoded(body.getBytes(StandardCharsets.UTF_8), "gzip");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    IntakeResponse response =
        intake.post(
            path,
            Map.of("content-encoding", "gzip", "content-type", "multipart/form-data; boundary=b"),
            compressed);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5L * body.length());
    assertThat(response.status()).isEqualTo(413);
    assertThat(intake.outcomes).hasSize(1);
  }

  private byte[] envelope() {
    StringBuilder text = new StringBuilder();
    text.append(
        random.nextBoolean() ? "{}" : "{\"event_id\":\"fedcba9876543210fedcba9876543210\"}");
    for (int n = random.nextInt(6); n > 0; n--) {
      ItemType type = TYPES.get(random.nextInt(TYPES.size()));
      String name =
          switch (random.nextInt(4)) {
            case 0 -> "event";
            case 1 -> "attachment";
            default -> type == ItemType.UNKNOWN ? "novelty" : type.name().toLowerCase(Locale.ROOT);
          };
      String payload = PAYLOADS.get(random.nextInt(PAYLOADS.size()));
      text.append("\n{\"type\":\"").append(name).append('"');
      if (random.nextBoolean()) {
        int length = payload.getBytes(StandardCharsets.UTF_8).length;
        text.append(",\"length\":").append(length);
      }
      if (random.nextBoolean()) {
        text.append(",\"filename\":\"../a\\u0000.txt\"");
      }
      text.append("}\n").append(payload);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] multipart() {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(5); n > 0; n--) {
      String name = List.of("upload_file_minidump", "sentry", "other").get(random.nextInt(3));
      text.append("--b\r\nContent-Disposition: form-data; name=\"").append(name).append('"');
      text.append(random.nextBoolean() ? "; filename=\"f;\\\"x.dmp\"" : "");
      text.append("\r\n\r\n").append(PAYLOADS.get(random.nextInt(PAYLOADS.size())));
      text.append("\r\n");
    }
    return text.append("--b--\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] mutated(byte[] sound) {
    byte[] bytes = Arrays.copyOf(sound, sound.length - random.nextInt(1 + sound.length / 4));
    for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] encoded(byte[] plain, String encoding) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (encoding) {
          case "gzip" -> new GZIPOutputStream(bytes);
          case "deflate" -> new DeflaterOutputStream(bytes);
          case "zstd" -> new ZstdOutputStream(bytes);
          default -> bytes;
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
