package dev.tracefold.intake.body;

import dev.tracefold.intake.body.DecodedBody.Decoded;
import dev.tracefold.intake.body.DecodedBody.Malformed;
import dev.tracefold.intake.body.DecodedBody.TooLarge;
import dev.tracefold.intake.body.DecodedBody.UnknownEncoding;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the content encodings that SDKs use: identity, gzip, deflate, br and zstd (since-2022 10).
 * Reads no further than a limit, so that a decompression bomb ends after that many bytes.
 */
public final class BodyDecoder {

  /** Decompressed bytes are collected in pieces of this size, so that memory grows with them. */
  private static final int PIECE_BYTES_MAX = 64 * 1024;

  private static final int PIECE_BYTES_MIN = 1024;

  /** JSON rarely shrinks to less than an eighth: most bodies need one piece. */
  private static final long GROWTH = 8;

  /** The compression method in the first byte of zlib data (RFC 1950). */
  private static final int ZLIB_DEFLATE_METHOD = 8;

  private BodyDecoder() {}

  /**
   * Decodes a body.
   *
   * @param contentEncoding the header as sent; null or empty means identity
   * @param bytesMax the most bytes the result may have
   */
  public static DecodedBody decode(Bytes body, @Nullable String contentEncoding, int bytesMax) {
    String encoding =
        contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "", "identity" -> body.length() > bytesMax ? new TooLarge(bytesMax) : new Decoded(body);
      case "gzip", "x-gzip" -> inflate("gzip", body, GZIPInputStream::new, bytesMax);
      case "deflate" -> inflate("deflate", body, in -> deflateStream(body, in), bytesMax);
      case "br" -> inflate("br", body, BrotliInputStream::new, bytesMax);
      case "zstd" -> inflate("zstd", body, ZstdInputStream::new, bytesMax);
      default -> new UnknownEncoding(contentEncoding == null ? "" : contentEncoding.strip());
    };
  }

  /** Undoes zlib compression, as the base64 form of the store endpoint has it. */
  public static DecodedBody inflateZlib(Bytes body, int bytesMax) {
    return inflate("zlib", body, InflaterInputStream::new, bytesMax);
  }

  private interface Opener {
    InputStream open(InputStream compressed) throws IOException;
  }

  private static DecodedBody inflate(String name, Bytes body, Opener opener, int bytesMax) {
    try (InputStream in = opener.open(body.stream())) {
      int pieceBytes = Math.clamp(GROWTH * body.length(), PIECE_BYTES_MIN, PIECE_BYTES_MAX);
      return read(in, pieceBytes, bytesMax);
    } catch (IOException | RuntimeException e) {
      // The decoders report malformed input by both; neither says anything a sender could use.
      return new Malformed("the body is not valid " + name);
    }
  }

  private static DecodedBody read(InputStream in, int pieceBytes, int bytesMax) throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    int total = 0;
    while (true) {
      byte[] piece = new byte[Math.min(pieceBytes, bytesMax + 1 - total)];
      int count = fill(in, piece);
      total += count;
      if (total > bytesMax) {
        return new TooLarge(bytesMax);
      }
      pieces.add(piece);
      if (count < piece.length) {
        return new Decoded(Bytes.of(join(pieces, total)));
      }
    }
  }

  /** Reads until the piece is full or the stream ends; brotli's stream may answer 0 at its end. */
  private static int fill(InputStream in, byte[] piece) throws IOException {
    int filled = 0;
    while (filled < piece.length) {
      int count = in.read(piece, filled, piece.length - filled);
      if (count <= 0) {
        return filled;
      }
      filled += count;
    }
    return filled;
  }

  private static byte[] join(List<byte[]> pieces, int total) {
    byte[] joined = new byte[total];
    int at = 0;
    for (byte[] piece : pieces) {
      int count = Math.min(piece.length, total - at);
      System.arraycopy(piece, 0, joined, at, count);
      at += count;
    }
    return joined;
  }

  /** Senders disagree on whether deflate has zlib's two-byte header: its checksum tells. */
  private static InputStream deflateStream(Bytes body, InputStream in) {
    boolean zlib =
        body.length() >= 2
            && (body.at(0) & 0x0f) == ZLIB_DEFLATE_METHOD
            && (((body.at(0) & 0xff) << 8) | (body.at(1) & 0xff)) % 31 == 0;
    return new InflaterInputStream(in, new Inflater(!zlib));
  }
}
