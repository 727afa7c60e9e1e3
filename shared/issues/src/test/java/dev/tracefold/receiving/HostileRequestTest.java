package dev.tracefold.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.saving.EventMessageReader;
import dev.tracefold.saving.EventRead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests made to break the intake: each is answered, and nothing of it grows. */
final class HostileRequestTest {

  private static final String ENVELOPE = "/api/1/envelope/";
  private static final String MULTIPART = "multipart/form-data";

  private final CollectingIntake intake = new CollectingIntake();

  /** One parameter of a megabyte, named a hundred thousand times. */
  @ParameterizedTest
  @ValueSource(strings = {"%(a)s", "{a}"})
  void aMessageDoesNotGrowByItsParameters(String place) {
    String message = place.repeat(100_000);
    String event =
        "{\"logentry\":{\"message\":\"%s\",\"params\":{\"a\":\"%s\"}}}"
            .formatted(message, "x".repeat(500_000));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(event(event).status()).isEqualTo(200);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000_000);
    assertThat(intake.messages.getFirst()).hasSizeLessThan(600_000);
  }

  /** Years that Java reads, and that no sum of times holds. */
  @ParameterizedTest
  @CsvSource({
    "-999999999-01-01T00:00:00Z, 1",
    "+999999999-12-31T23:59:59Z, 1",
    "2023-11-14T22:13:20Z, +999999999-12-31T23:59:59Z",
    "2023-11-14T22:13:20Z, -999999999-01-01T00:00:00Z",
    "-999999999-01-01T00:00:00Z, +999999999-12-31T23:59:59Z",
    "2023-11-14T22:13:20Z, 1e308",
    "0001-01-01T00:00:00Z, 9999-12-31T23:59:59Z",
  })
  void noTimeIsTooFarAway(String sentAt, String time) {
    String event =
        """
        {"timestamp":"T","start_timestamp":"T","breadcrumbs":[{"timestamp":"T"}],\
        "spans":[{"timestamp":"T","start_timestamp":"T"}]}"""
            .replace("T", time);
    IntakeResponse response =
        post("{\"sent_at\":\"" + sentAt + "\"}\n{\"type\":\"event\"}\n" + event);
    assertThat(response.status()).isEqualTo(200);
    assertThat(intake.messages).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_id\":\"\\u0000\",\"message\":\"a\\u0000b\\ud800\\uffff\"}",
        "{\"message\":1e999999999,\"fingerprint\":[1e999999999,-0.0,99999999999999999999999]}",
        "{\"timestamp\":-1e308,\"level\":99999999999999999999,\"release\":1e400}",
        "{\"exception\":{\"values\":{\"values\":[]}},\"threads\":7,\"breadcrumbs\":\"x\"}",
        "{\"exception\":[[],7,\"x\",null,{\"stacktrace\":[],\"mechanism\":[]}]}",
        "{\"stacktrace\":{\"frames\":[null,7,[],\"x\",{\"filename\":{},\"abs_path\":[]}]}}",
        "{\"user\":[],\"request\":[],\"contexts\":[],\"tags\":7,\"sdk\":7,\"debug_meta\":7}",
        "{\"request\":{\"headers\":[[],[[]],7,[null,null],[\"a\"]],\"url\":\"%%%\",\"env\":7}}",
        "{\"request\":{\"query_string\":\"%\",\"cookies\":\"=;=\",\"data\":{\"a\":[]}}}",
        "{\"user\":{\"ip_address\":\"::ffff:999.1.1.1\",\"id\":{},\"email\":[],\"data\":7}}",
        "{\"type\":\"transaction\",\"spans\":7,\"start_timestamp\":[]}",
        "{\"errors\":{},\"_meta\":7,\"project\":\"../2\",\"key_id\":{},\"grouping_config\":7}",
        "{\"tags\":{\"\":\"\",\"a\\nb\":\"c\\nd\",\"environment\":\"x\"},\"environment\":[]}",
        "{\"modules\":[],\"template\":7,\"csp\":7,\"hpkp\":[],\"logentry\":[[]]}",
        "{\"logentry\":{\"message\":\"%(\",\"params\":[1]}}",
        "{\"logentry\":{\"message\":\"{99999999999}{\",\"params\":[1]}}",
      })
  void anyObjectIsAnEvent(String event) {
    IntakeResponse response = event(event);
    assertThat(response.status()).isEqualTo(200);
    assertThat(intake.messages).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"length\":-1,\"type\":\"event\"}",
        "{\"length\":99999999999999999999,\"type\":\"event\"}",
        "{\"length\":9223372036854775807,\"type\":\"event\"}",
        "{\"length\":2147483647,\"type\":\"event\"}",
        "{\"length\":4294967298,\"type\":\"event\"}",
        "{\"length\":1,\"type\":\"event\"}",
        "{\"length\":\"2\",\"type\":\"event\"}",
        "{\"length\":2.5,\"type\":\"event\"}",
        "{\"length\":{},\"type\":\"event\"}",
        "{\"type\":[]}",
        "{\"type\":\"event\"",
        "\u0000",
        "[[[[",
      })
  void framingThatLiesIsRefused(String header) {
    IntakeResponse response = post("{}\n" + header + "\n{}\n");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).contains("item 0");
    assertThat(intake.outcomes).hasSize(1);
  }

  @Test
  void headersAndItemsHaveALimit() {
    String header = "{\"type\":\"event\",\"x\":\"" + "a".repeat(1024 * 1024) + "\"}";
    assertThat(post("{}\n" + header + "\n{}").status()).isEqualTo(400);
    assertThat(post(header + "\n" + header + "\n{}").status()).isEqualTo(400);
    assertThat(post("{}\n" + "{\"type\":\"event\"}\n{}\n".repeat(100_000)).status()).isEqualTo(413);
    assertThat(intake.outcomes).hasSize(3);
    assertThat(intake.messages).isEmpty();
  }

  @Test
  void oneEventSentManyTimesIsOne() {
    String event =
        "{\"type\":\"event\"}\n{\"event_id\":\"0123456789abcdef0123456789abcdef\"}\n".repeat(400);
    assertThat(post("{}\n" + event).status()).isEqualTo(200);
    assertThat(intake.messages).hasSize(1);
    assertThat(intake.outcomes).hasSize(399).extracting(OutcomeMessage::id).doesNotHaveDuplicates();
  }

  /** Sixteen events of a megabyte in some kilobytes: each is work. */
  @Test
  void eventsOfOneEnvelopeHaveALimitTogether() throws IOException {
    String item = "{\"type\":\"event\"}\n{\"extra\":{\"a\":\"" + "x".repeat(1_000_000) + "\"}}\n";
    byte[] body = gzip(bytes("{}\n" + item.repeat(16)));
    assertThat(intake.post(ENVELOPE, Map.of("content-encoding", "gzip"), body).status())
        .isEqualTo(200);
    assertThat(intake.messages).hasSize(1);
    assertThat(intake.outcomes)
        .extracting(sent -> sent.outcome().reason())
        .containsOnly(Triage.DUPLICATE_ITEM, Triage.TOO_LARGE)
        .hasSize(15)
        .endsWith(Triage.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, gzip", "gzip,deflate", "identity, gzip", "compress", "gzip;q=1"})
  void encodingsAreNotNested(String encoding) throws IOException {
    IntakeResponse response =
        intake.post(ENVELOPE, Map.of("content-encoding", encoding), gzip(gzip(bytes("{}"))));
    assertThat(response.status()).isEqualTo(415);
    assertThat(intake.outcomes).hasSize(1);
  }

  /** A few hundred bytes that stand for 200 MiB. */
  @Test
  void aBombOfBrotliIsRefusedBeforeItFillsTheMemory() {
    byte[] bomb =
        Base64.getDecoder()
            .decode(
                "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIg"
                    + "DgsAdO//+P//B/8EQBwWAOje//H//w/+CYA4LADQvf/j//8f/BMAcVgAoHv/x///P/gnAOKwAED3"
                    + "/o///3/wTwDEYQGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//"
                    + "B/8EQBwWAOje//H//w/+CYA4LADQvf/j//8f/BMAcVgAoHv/x///P/gnAOKwAED3/o///3/wTwDE"
                    + "YQGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//B/8EQBwWAOje"
                    + "//H//w/+CYA4LADQvf/j//8f/BMAcVgAoHv/l///f/gnAOKwAED3/g8=");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    IntakeResponse response = intake.post(ENVELOPE, Map.of("content-encoding", "br"), bomb);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(3L * RequestBody.DECODED_BYTES_MAX);
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.body()).contains("33554432", "chunks");
    assertThat(intake.outcomes).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"",
        "multipart/form-data; boundary=aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaab",
        "multipart/form-data; boundary=\u0000",
        "multipart/mixed; boundary=b",
        "text/plain",
        "``",
      })
  void aFormWithoutBoundaryIsNone(String contentType) {
    for (String path :
        new String[] {"/api/1/minidump/", "/api/1/events/" + "0".repeat(32) + "/attachments/"}) {
      intake.clear();
      IntakeResponse response =
          intake.post(
              path,
              Map.of("content-type", contentType),
              bytes("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n"));
      assertThat(response.status()).isEqualTo(400);
      assertThat(intake.outcomes).hasSize(1);
    }
  }

  @Test
  void formsHaveALimitOfPartsAndOfHeaders() {
    String part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";
    String header = "--b\r\nX: " + "y".repeat(1024 * 1024) + "\r\n\r\nx\r\n";
    Map<String, String> headers = Map.of("content-type", MULTIPART + "; boundary=b");
    for (String body : new String[] {part.repeat(100_000), header, "--b\r\n".repeat(100_000)}) {
      intake.clear();
      assertThat(intake.post("/api/1/minidump/", headers, bytes(body + "--b--\r\n")).status())
          .isEqualTo(400);
      assertThat(intake.outcomes).hasSize(1);
    }
  }

  @Test
  void bytesThatAreNoTextAreNoEvent() {
    byte[] envelope = bytes("{}\n{\"type\":\"event\",\"length\":16}\n{\"message\":\"XX\"}");
    envelope[envelope.length - 4] = (byte) 0xc3;
    envelope[envelope.length - 3] = (byte) 0x28;
    assertThat(intake.post(ENVELOPE, Map.of(), envelope).status()).isEqualTo(400);
    assertThat(event("{\"extra\":" + "[".repeat(100_000)).status()).isEqualTo(400);
    assertThat(event("{\"a\":" + "{\"a\":".repeat(126) + "1" + "}".repeat(127)).status())
        .isEqualTo(200);
    assertThat(event("{\"a\":" + "{\"a\":".repeat(128) + "1" + "}".repeat(129)).status())
        .isEqualTo(400);
    assertThat(intake.outcomes).hasSize(3);
  }

  /** Normalisation and the message around it add levels to an event that has as many as may be. */
  @Test
  void whatIsLetInCanBeReadFromTheQueueAndTheBucket() {
    String deep = "[".repeat(125) + "]".repeat(125);
    assertThat(event("{\"exception\":[{\"type\":\"E\",\"x\":" + deep + "}]}").status())
        .isEqualTo(200);
    EventRead read = EventMessageReader.read(intake.messages.getFirst());
    assertThat(read).isInstanceOf(EventRead.Valid.class);
    ObjectNode payload = Objects.requireNonNull(((EventRead.Valid) read).message().payload());
    assertThat(PayloadJson.readStored(PayloadJson.writeBytes(payload))).contains(payload);
  }

  @Test
  void headersAreNotTrusted() {
    for (String value :
        new String[] {"\u0000", "x".repeat(1_000_000), "sentry_key=" + "a,".repeat(50_000)}) {
      assertThat(
              intake
                  .answer("POST", ENVELOPE, Map.of(), Map.of("x-sentry-auth", value), bytes("{}"))
                  .status())
          .isEqualTo(401);
      assertThat(
              intake
                  .post(
                      ENVELOPE,
                      Map.of("user-agent", value, "content-type", value, "origin", value),
                      bytes("{}\n{\"type\":\"event\"}\n{}"))
                  .status())
          .isEqualTo(200);
    }
  }

  private IntakeResponse event(String event) {
    return post("{}\n{\"type\":\"event\"}\n" + event);
  }

  private IntakeResponse post(String envelope) {
    return intake.post(ENVELOPE, Map.of(), bytes(envelope));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
