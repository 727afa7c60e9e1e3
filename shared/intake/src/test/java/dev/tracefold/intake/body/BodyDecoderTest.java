package dev.tracefold.intake.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.intake.body.DecodedBody.Decoded;
import dev.tracefold.intake.body.DecodedBody.Malformed;
import dev.tracefold.intake.body.DecodedBody.TooLarge;
import dev.tracefold.intake.body.DecodedBody.UnknownEncoding;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyDecoderTest {

  private static final String TEXT = "{\"message\":\"grüße\"}";

  /** The text above, compressed by the reference encoder: Java has a brotli decoder only. */
  private static final String BROTLI_OF_TEXT = "CwqAeyJtZXNzYWdlIjoiZ3LDvMOfZSJ9Aw==";

  /** 200 MiB of zeros in 329 bytes, by the reference encoder. */
  private static final String BROTLI_BOMB =
      "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIg"
          + "DgsAdO//+P//B/8EQBwWAOje//H//w/+CYA4LADQvf/j//8f/BMAcVgAoHv/x///P/gnAOKwAED3/o//"
          + "/3/wTwDEYQGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//B/8EQBwW"
          + "AOje//H//w/+CYA4LADQvf/j//8f/BMAcVgAoHv/x///P/gnAOKwAED3/o///3/wTwDEYQGA7v0f////"
          + "4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//B/8EQBwWAOje//H//w/+CYA4LADQ"
          + "vf/j//8f/BMAcVgAoHv/l///f/gnAOKwAED3/g8=";

  private static final int BOMB_BYTES = 200 * 1024 * 1024;
  private static final int BYTES_MAX = 1024 * 1024;

  private interface Encoder {
    OutputStream open(OutputStream out) throws IOException;
  }

  @Test
  void everyEncodingIsUndone() throws IOException {
    Bytes plain = Bytes.utf8(TEXT);
    assertDecodes(plain, null);
    assertDecodes(plain, "identity");
    assertDecodes(plain, "");
    assertDecodes(encoded(GZIPOutputStream::new), "gzip");
    assertDecodes(encoded(GZIPOutputStream::new), " X-GZIP ");
    assertDecodes(encoded(DeflaterOutputStream::new), "deflate");
    assertDecodes(encoded(out -> new DeflaterOutputStream(out, new Deflater(6, true))), "deflate");
    assertDecodes(encoded(ZstdOutputStream::new), "zstd");
    assertDecodes(Bytes.of(Base64.getDecoder().decode(BROTLI_OF_TEXT)), "br");
  }

  @Test
  void aGzipBodyOfSeveralMembersIsReadWhole() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(encoded(GZIPOutputStream::new).copy());
    members.write(encoded(GZIPOutputStream::new).copy());
    assertThat(BodyDecoder.decode(Bytes.of(members.toByteArray()), "gzip", BYTES_MAX))
        .isEqualTo(new Decoded(Bytes.utf8(TEXT + TEXT)));
  }

  @Test
  void aBodyOfTheLimitIsTakenAndOneByteMoreIsNot() throws IOException {
    for (String encoding : new String[] {"identity", "gzip"}) {
      byte[] content = new byte[BYTES_MAX + 1];
      assertThat(
              BodyDecoder.decode(
                  compressed(Arrays.copyOf(content, BYTES_MAX), encoding), encoding, BYTES_MAX))
          .isEqualTo(new Decoded(Bytes.of(new byte[BYTES_MAX])));
      assertThat(BodyDecoder.decode(compressed(content, encoding), encoding, BYTES_MAX))
          .isEqualTo(new TooLarge(BYTES_MAX));
    }
  }

  @Test
  void bombsEndAtTheLimit() throws IOException {
    assertThat(BodyDecoder.decode(bomb(GZIPOutputStream::new), "gzip", BYTES_MAX))
        .isEqualTo(new TooLarge(BYTES_MAX));
    assertThat(BodyDecoder.decode(bomb(DeflaterOutputStream::new), "deflate", BYTES_MAX))
        .isEqualTo(new TooLarge(BYTES_MAX));
    assertThat(BodyDecoder.decode(bomb(ZstdOutputStream::new), "zstd", BYTES_MAX))
        .isEqualTo(new TooLarge(BYTES_MAX));
    assertThat(
            BodyDecoder.decode(Bytes.of(Base64.getDecoder().decode(BROTLI_BOMB)), "br", BYTES_MAX))
        .isEqualTo(new TooLarge(BYTES_MAX));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void randomBytesNeverThrow(String encoding) {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(BodyDecoder.decode(Bytes.of(bytes), encoding, BYTES_MAX)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd"})
  void aBodyThatStopsHalfwayIsMalformed(String encoding) throws IOException {
    byte[] whole = compressed(TEXT.repeat(50).getBytes(StandardCharsets.UTF_8), encoding).copy();
    Bytes half = Bytes.of(Arrays.copyOf(whole, whole.length / 2));
    assertThat(BodyDecoder.decode(half, encoding, BYTES_MAX))
        .isEqualTo(new Malformed("the body is not valid " + encoding));
  }

  @Test
  void anUnknownEncodingIsNamed() {
    assertThat(BodyDecoder.decode(Bytes.EMPTY, "compress", BYTES_MAX))
        .isEqualTo(new UnknownEncoding("compress"));
  }

  private static void assertDecodes(Bytes body, @Nullable String encoding) {
    assertThat(BodyDecoder.decode(body, encoding, BYTES_MAX))
        .isEqualTo(new Decoded(Bytes.utf8(TEXT)));
  }

  private static Bytes encoded(Encoder encoder) throws IOException {
    return encoded(encoder, TEXT.getBytes(StandardCharsets.UTF_8));
  }

  private static Bytes encoded(Encoder encoder, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = encoder.open(bytes)) {
      out.write(content);
    }
    return Bytes.of(bytes.toByteArray());
  }

  private static Bytes compressed(byte[] content, String encoding) throws IOException {
    return switch (encoding) {
      case "gzip" -> encoded(GZIPOutputStream::new, content);
      case "deflate" -> encoded(DeflaterOutputStream::new, content);
      case "zstd" -> encoded(ZstdOutputStream::new, content);
      default -> Bytes.of(content);
    };
  }

  private static Bytes bomb(Encoder encoder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = encoder.open(bytes)) {
      byte[] zeros = new byte[64 * 1024];
      for (int written = 0; written < BOMB_BYTES; written += zeros.length) {
        out.write(zeros);
      }
    }
    return Bytes.of(bytes.toByteArray());
  }
}
