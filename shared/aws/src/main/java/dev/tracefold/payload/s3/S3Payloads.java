package dev.tracefold.payload.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.PayloadStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Writes and reads segments. */
public final class S3Payloads implements PayloadStore {

  private final S3Client s3;
  private final String bucket;
  private final Clock clock;
  private final Supplier<String> ids;

  /**
   * @param ids draws names that are never drawn twice
   */
  public S3Payloads(S3Client s3, String bucket, Clock clock, Supplier<String> ids) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.ids = Objects.requireNonNull(ids, "ids");
  }

  /** One that only reads. */
  public static S3Payloads reading(S3Client s3, String bucket, Clock clock) {
    return new S3Payloads(
        s3,
        bucket,
        clock,
        () -> {
          throw new IllegalStateException("nothing is written here");
        });
  }

  @Override
  public List<PayloadPosition> write(long projectId, List<Bytes> payloads) {
    String segment = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/" + ids.get();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<PayloadPosition> positions = new ArrayList<>(payloads.size());
    for (Bytes payload : payloads) {
      int offset = bytes.size();
      append(bytes, payload);
      positions.add(new PayloadPosition(segment, offset, bytes.size() - offset));
    }
    s3.putObject(
        request ->
            request.bucket(bucket).key(key(projectId, segment)).contentType("application/gzip"),
        RequestBody.fromBytes(bytes.toByteArray()));
    return positions;
  }

  @Override
  public Optional<ObjectNode> read(long projectId, PayloadPosition position) {
    String range =
        "bytes=%d-%d".formatted(position.offset(), position.offset() + position.length() - 1);
    try {
      byte[] member =
          s3.getObjectAsBytes(
                  request ->
                      request.bucket(bucket).key(key(projectId, position.segment())).range(range))
              .asByteArray();
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(member))) {
        return PayloadJson.readObject(Bytes.of(in.readAllBytes()));
      }
    } catch (NoSuchKeyException expired) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "segment %s of project %d cannot be read at %s"
              .formatted(position.segment(), projectId, range),
          e);
    }
  }

  private static final class Member extends GZIPOutputStream {

    /** Half the time of the usual level, 6, for two bytes more of a hundred. */
    private static final int LEVEL = 4;

    Member(OutputStream out) throws IOException {
      super(out);
      def.setLevel(LEVEL);
    }
  }

  private static void append(ByteArrayOutputStream bytes, Bytes payload) {
    try (GZIPOutputStream member = new Member(bytes)) {
      payload.stream().transferTo(member);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
  }

  private static String key(long projectId, String segment) {
    return "segments/%d/%s".formatted(projectId, segment);
  }
}
