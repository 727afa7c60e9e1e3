package dev.tracefold.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** What crash reporters of native applications send. */
final class CrashFormTest {

  private static final Map<String, String> HEADERS =
      Map.of("content-type", "multipart/form-data; boundary=b");

  private final CollectingIntake intake = new CollectingIntake();

  @Test
  void anEventOfSeveralFieldsIsPutTogether() throws IOException {
    JsonNode event =
        event(
            form()
                .field("sentry__2", "\"b\"}}")
                .field("sentry__1", "{\"release\":\"1.0\",\"tags\":{\"a\":")
                .field("sentry[user][id]", "42")
                .field("sentry[environment]", "production")
                .field("comment", "it crashed"));
    assertThat(event.path("release").asText()).isEqualTo("1.0");
    assertThat(event.path("environment").asText()).isEqualTo("production");
    assertThat(event.at("/user/id").asText()).isEqualTo("42");
    assertThat(event.path("tags").toString()).isEqualTo("[[\"a\",\"b\"]]");
    assertThat(event.at("/extra/comment").asText()).isEqualTo("it crashed");
    assertThat(event.at("/exception/values/0/type").asText()).isEqualTo("Minidump");
  }

  @Test
  void anEventInMessagePackIsReadAndNotKeptAsItIs() throws IOException {
    JsonNode event =
        event(
            form()
                .file("__sentry-event", packed("release", "2.0", "password", "hunter2"))
                .file(
                    "__sentry-breadcrumb1", packed("timestamp", "2026-01-02", "message", "second"))
                .file("__sentry-breadcrumb2", packed("timestamp", "2026-01-01", "message", "first"))
                .file("notes", "kept".getBytes(StandardCharsets.UTF_8)));
    assertThat(event.path("release").asText()).isEqualTo("2.0");
    assertThat(event.path("breadcrumbs").findValuesAsText("message"))
        .containsExactly("first", "second");
    assertThat(intake.everything()).doesNotContain("hunter2");
    assertThat(intake.staged).hasSize(2);
  }

  @Test
  void whatIsTooLargeIsRefused() throws IOException {
    Form form = form().file("__sentry-event", new byte[Triage.EVENT_BYTES_MAX + 1]);
    assertThat(intake.post("/api/1/minidump/", HEADERS, form.bytes()).status()).isEqualTo(413);
    Form fields = form().field("a", "x".repeat(600_000)).field("b", "x".repeat(600_000));
    assertThat(intake.post("/api/1/minidump/", HEADERS, fields.bytes()).status()).isEqualTo(413);
  }

  @Test
  void brokenMessagePackHarmsNothing() throws IOException {
    Random random = new Random(8);
    byte[] sound = packed("release", "2.0", "dist", "3");
    byte[] deep = new byte[1000];
    Arrays.fill(deep, (byte) 0x91);
    byte[][] huge = {{(byte) 0xdb, 127, 127, 127, 127}, {(byte) 0xdf, 127, 127, 127, 127}, deep};
    for (int i = 0; i < 300; i++) {
      byte[] bytes = i < huge.length ? huge[i] : sound.clone();
      for (int n = i < huge.length ? 0 : 3; n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      event(form().file("__sentry-event", bytes));
    }
  }

  private JsonNode event(Form form) throws JsonProcessingException, IOException {
    intake.clear();
    assertThat(intake.post("/api/1/minidump/", HEADERS, form.bytes()).status()).isEqualTo(200);
    assertThat(intake.messages).hasSize(1);
    return new ObjectMapper().readTree(intake.messages.getFirst()).path("payload");
  }

  private static byte[] packed(String... pairs) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(pairs.length / 2);
      for (String text : pairs) {
        packer.packString(text);
      }
      return packer.toByteArray();
    }
  }

  private static Form form() throws IOException {
    return new Form().file("upload_file_minidump", "MDMP-bytes".getBytes(StandardCharsets.UTF_8));
  }

  /** A form in the making. */
  private static final class Form {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Form field(String name, String text) throws IOException {
      return part("name=\"" + name + "\"", text.getBytes(StandardCharsets.UTF_8));
    }

    Form file(String name, byte[] content) throws IOException {
      return part("name=\"" + name + "\"; filename=\"" + name + "\"", content);
    }

    private Form part(String disposition, byte[] content) throws IOException {
      String head = "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
      bytes.write(head.getBytes(StandardCharsets.UTF_8));
      bytes.write(content);
      bytes.write("\r\n".getBytes(StandardCharsets.UTF_8));
      return this;
    }

    byte[] bytes() {
      byte[] end = "--b--\r\n".getBytes(StandardCharsets.UTF_8);
      byte[] all = Arrays.copyOf(bytes.toByteArray(), bytes.size() + end.length);
      System.arraycopy(end, 0, all, bytes.size(), end.length);
      return all;
    }
  }
}
