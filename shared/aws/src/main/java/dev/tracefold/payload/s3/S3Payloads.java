package dev.tracefold.payload.s3;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.payload.PayloadPosition;
import dev.tracefold.payload.PayloadSegments;
import dev.tracefold.payload.PayloadStore;
import dev.tracefold.payload.Segment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes and reads segments. */
public final class S3Payloads implements PayloadStore, PayloadSegments {

  /**
   * What erased payloads are overwritten by, and gaps are filled with; no member begins with it.
   */
  static final byte ERASED = 0;

  /** Writes of a segment that somebody else writes at the same time; more is a mistake. */
  private static final int TRIES_MAX = 10;

  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

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
  public Segment join(long projectId, List<Bytes> payloads) {
    String name = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/" + ids.get();
    return new Segment(projectId, name, payloads.stream().map(S3Payloads::member).toList());
  }

  @Override
  public void write(Segment segment, Set<PayloadPosition> wanted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<PayloadPosition> positions = segment.positions();
    for (int i = 0; i < positions.size(); i++) {
      if (wanted.contains(positions.get(i))) {
        append(bytes, segment.members().get(i));
      } else {
        bytes.writeBytes(new byte[positions.get(i).length()]);
      }
    }
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key(segment.projectId(), segment.name()))
                .contentType("application/gzip"),
        RequestBody.fromBytes(bytes.toByteArray()));
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
      if (member[0] == ERASED) {
        return Optional.empty();
      }
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(member))) {
        return PayloadJson.readStored(Bytes.of(in.readAllBytes()));
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

  @Override
  public void erase(long projectId, List<PayloadPosition> positions) {
    Map<String, List<PayloadPosition>> bySegment =
        positions.stream().collect(groupingBy(PayloadPosition::segment));
    bySegment.forEach((segment, there) -> erase(key(projectId, segment), there));
  }

  /** Overwrites members by zeros, unless somebody else wrote the segment meanwhile; then again. */
  private void erase(String key, List<PayloadPosition> positions) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      ResponseBytes<GetObjectResponse> segment;
      try {
        segment = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
      } catch (NoSuchKeyException expired) {
        return;
      }
      byte[] bytes = segment.asByteArray();
      for (PayloadPosition position : positions) {
        int from = (int) position.offset();
        Arrays.fill(bytes, from, from + position.length(), ERASED);
      }
      try {
        s3.putObject(
            request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .contentType("application/gzip")
                    .ifMatch(segment.response().eTag()),
            RequestBody.fromBytes(bytes));
        return;
      } catch (S3Exception refused) {
        if (refused.statusCode() != PRECONDITION_FAILED && refused.statusCode() != CONFLICT) {
          throw refused;
        }
      }
    }
    throw new IllegalStateException("segment %s is written by others; try again".formatted(key));
  }

  @Override
  public List<String> segments(long projectId) {
    String prefix = key(projectId, "");
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(object -> object.key().substring(prefix.length()))
        .toList();
  }

  @Override
  public List<Member> members(long projectId, String segment) {
    try {
      byte[] bytes =
          s3.getObjectAsBytes(request -> request.bucket(bucket).key(key(projectId, segment)))
              .asByteArray();
      return SegmentBytes.members(segment, bytes);
    } catch (NoSuchKeyException expired) {
      return List.of();
    }
  }

  private static final class MemberStream extends GZIPOutputStream {

    /** Half the time of the usual level, 6, for two bytes more of a hundred. */
    private static final int LEVEL = 4;

    MemberStream(OutputStream out) throws IOException {
      super(out);
      def.setLevel(LEVEL);
    }
  }

  private static Bytes member(Bytes payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream member = new MemberStream(bytes)) {
      payload.stream().transferTo(member);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return Bytes.of(bytes.toByteArray());
  }

  private static void append(ByteArrayOutputStream bytes, Bytes member) {
    try {
      member.stream().transferTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
  }

  private static String key(long projectId, String segment) {
    return "segments/%d/%s".formatted(projectId, segment);
  }
}
