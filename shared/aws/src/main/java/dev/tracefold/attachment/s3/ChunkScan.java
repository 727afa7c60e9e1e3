package dev.tracefold.attachment.s3;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.StagingKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Reads the staged chunks of one attachment once, in order: how large they are, what they hold, and
 * the bytes themselves while they are few. Used once.
 */
final class ChunkScan {

  /** Bytes that are read at a time. */
  private static final int READ_BYTES = 64 * 1024;

  /** A staged chunk as it was read; a later read insists on the same {@code etag}. */
  record Chunk(String key, String etag, long size) {}

  /** What was found. */
  sealed interface Result {

    /**
     * All chunks are there.
     *
     * @param chunks those that hold anything
     * @param whole the content, or null if it takes more than {@link S3AttachmentStore#PART_BYTES}
     */
    record Complete(
        List<Chunk> chunks, long size, String sha1, String sha256, @Nullable RequestBody whole)
        implements Result {}

    /** This one is not there. */
    record Missing(int chunk) implements Result {}

    /** There are more bytes than an attachment may have. */
    record TooLarge() implements Result {}
  }

  private final S3Client s3;
  private final String bucket;
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private final byte[] buffer = new byte[READ_BYTES];
  private byte @Nullable [] whole = new byte[READ_BYTES];
  private long size;

  ChunkScan(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  Result scan(AttachmentJob job) {
    AttachmentDescription attachment = job.attachment();
    List<Chunk> chunks = new ArrayList<>(attachment.chunks());
    for (int number = 0; number < attachment.chunks(); number++) {
      String key = StagingKeys.chunk(job.projectId(), job.eventId(), attachment.id(), number);
      try (ResponseInputStream<GetObjectResponse> chunk =
          s3.getObject(request -> request.bucket(bucket).key(key))) {
        long before = size;
        if (!read(chunk)) {
          chunk.abort();
          return new Result.TooLarge();
        }
        if (size > before) {
          chunks.add(new Chunk(key, chunk.response().eTag(), size - before));
        }
      } catch (NoSuchKeyException absent) {
        return new Result.Missing(number);
      } catch (IOException e) {
        throw new UncheckedIOException("chunk " + key + " could not be read", e);
      }
    }
    HexFormat hex = HexFormat.of();
    return new Result.Complete(
        List.copyOf(chunks),
        size,
        hex.formatHex(sha1.digest()),
        hex.formatHex(sha256.digest()),
        whole == null ? null : S3AttachmentStore.body(whole, (int) size));
  }

  /** Takes in a chunk; false if it is too much. */
  private boolean read(ResponseInputStream<GetObjectResponse> chunk) throws IOException {
    for (int read = chunk.read(buffer); read >= 0; read = chunk.read(buffer)) {
      if (size + read > AttachmentDescription.BYTES_MAX) {
        return false;
      }
      sha1.update(buffer, 0, read);
      sha256.update(buffer, 0, read);
      keep(read);
      size += read;
    }
    return true;
  }

  private void keep(int read) {
    byte[] kept = whole;
    if (kept == null) {
      return;
    }
    int needed = (int) size + read;
    if (needed > S3AttachmentStore.PART_BYTES) {
      whole = null;
      return;
    }
    if (needed > kept.length) {
      int doubled = Math.max(needed, 2 * kept.length);
      kept = Arrays.copyOf(kept, Math.min(doubled, S3AttachmentStore.PART_BYTES));
      whole = kept;
    }
    System.arraycopy(buffer, 0, kept, (int) size, read);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // Every JDK has both.
    }
  }
}
