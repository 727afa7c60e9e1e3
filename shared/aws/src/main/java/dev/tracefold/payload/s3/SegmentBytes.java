package dev.tracefold.payload.s3;

import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.PayloadSegments.Member;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Parts the bytes of a segment into its members, as their writer left them (RFC 1952). */
final class SegmentBytes {

  /** Without name, comment and extra field, none of which is written. */
  private static final int HEADER_BYTES = 10;

  /** Checksum and size. */
  private static final int TRAILER_BYTES = 8;

  private static final int BUFFER_BYTES = 8192;

  private SegmentBytes() {}

  /** The members that were not erased. */
  static List<Member> members(String segment, byte[] bytes) {
    List<Member> members = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      if (bytes[at] == S3Payloads.ERASED) {
        at++;
        continue;
      }
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      int length = HEADER_BYTES + inflate(segment, bytes, at, payload) + TRAILER_BYTES;
      int position = at;
      members.add(
          new Member(
              new PayloadPosition(segment, at, length),
              PayloadJson.readStored(Bytes.of(payload.toByteArray()))
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "segment %s holds no JSON object at %d"
                                  .formatted(segment, position)))));
      at += length;
    }
    return members;
  }

  /** How many bytes of the segment the compressed text has. */
  private static int inflate(String segment, byte[] bytes, int at, ByteArrayOutputStream payload) {
    Inflater inflater = new Inflater(true);
    try {
      int start = Math.min(bytes.length, at + HEADER_BYTES);
      inflater.setInput(bytes, start, bytes.length - start);
      byte[] buffer = new byte[BUFFER_BYTES];
      while (!inflater.finished()) {
        int inflated = inflater.inflate(buffer);
        if (inflated == 0 && inflater.needsInput()) {
          throw new DataFormatException("it ends in the middle");
        }
        payload.write(buffer, 0, inflated);
      }
      return Math.toIntExact(inflater.getBytesRead());
    } catch (DataFormatException e) {
      throw new IllegalStateException(
          "segment %s holds no payload at %d".formatted(segment, at), e);
    } finally {
      inflater.end();
    }
  }
}
