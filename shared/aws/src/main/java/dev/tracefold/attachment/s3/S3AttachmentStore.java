package dev.tracefold.attachment.s3;

import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentStore;
import dev.tracefold.attachment.StoredContent;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Puts staged chunks together in constant memory. The bytes are read once to learn what they are;
 * small files are written from memory then, large ones are put together by the server where their
 * chunks are large enough for it, and read a second time where they are not.
 */
public final class S3AttachmentStore implements AttachmentStore {

  /** Block size of the original (event-saving 16.7), and more than S3 asks of a part. */
  static final int PART_BYTES = 8 * 1024 * 1024;

  /** What S3 asks of every part of an upload but the last. */
  static final int PART_BYTES_MIN = 5 * 1024 * 1024;

  private final S3Client s3;
  private final String bucket;

  public S3AttachmentStore(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
  }

  @Override
  public Assembly assemble(AttachmentJob job, Instant now) {
    return switch (new ChunkScan(s3, bucket).scan(job)) {
      case ChunkScan.Result.Missing missing -> new Assembly.Missing(missing.chunk());
      case ChunkScan.Result.TooLarge tooLarge -> new Assembly.TooLarge();
      case ChunkScan.Result.Complete complete -> store(job.projectId(), complete, now);
    };
  }

  private Assembly store(long projectId, ChunkScan.Result.Complete scanned, Instant now) {
    StoredContent content =
        new StoredContent(
            scanned.size(),
            scanned.sha1(),
            scanned.sha256(),
            YearMonth.from(now.atOffset(ZoneOffset.UTC)));
    content
        .objectKey(projectId)
        .filter(key -> !isStored(key, content.size(), now))
        .ifPresent(key -> write(key, scanned));
    return new Assembly.Assembled(content);
  }

  /**
   * Whether the object is there and as young as the day: then it lives as long as a record that is
   * made today. An older one is written again, which renews its life, so that the expiry of what
   * one record refers to never takes the bytes of a later one.
   */
  private boolean isStored(String key, long size, Instant now) {
    try {
      HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(key));
      return head.contentLength() == size && day(head.lastModified()).equals(day(now));
    } catch (NoSuchKeyException absent) {
      return false;
    }
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private void write(String key, ChunkScan.Result.Complete scanned) {
    RequestBody whole = scanned.whole();
    if (whole != null) {
      s3.putObject(request -> request.bucket(bucket).key(key), whole);
    } else {
      new MultipartAssembly(s3, bucket, key).assemble(scanned.chunks());
    }
  }

  /** The first bytes of an array as a request's body, without a copy. */
  static RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
  }
}
