package dev.tracefold.attachment.s3;

import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Reads stored attachments back, or lets others do so by links that live for minutes. */
public final class S3AttachmentReader {

  /** How long a link is good for: long enough to be opened, too short to be passed on. */
  public static final Duration LINK_DURATION = Duration.ofMinutes(5);

  private final S3Client s3;
  private final String bucket;

  public S3AttachmentReader(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
  }

  /**
   * Writes the bytes of a stored attachment; none for an empty one.
   *
   * @throws IllegalArgumentException if the attachment was dropped
   */
  public void copy(AttachmentRecord record, OutputStream target) throws IOException {
    Optional<String> key = key(record);
    if (key.isPresent()) {
      try (InputStream bytes = s3.getObject(request -> request.bucket(bucket).key(key.get()))) {
        bytes.transferTo(target);
      }
    }
  }

  /**
   * A link to a stored attachment that makes a browser save it, never show it: whoever sent the
   * attachment chose what is in it.
   *
   * @return empty for an empty file, which has no bytes to link to
   * @throws IllegalArgumentException if the attachment was dropped
   */
  public Optional<URI> link(AttachmentRecord record) {
    return key(record).map(key -> presigned(key, record.job().attachment().name()));
  }

  private URI presigned(String key, AttachmentName name) {
    String encoded = URLEncoder.encode(name.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
    try (S3Presigner presigner = S3Presigner.builder().s3Client(s3).build()) {
      return URI.create(
          presigner
              .presignGetObject(
                  presign ->
                      presign
                          .signatureDuration(LINK_DURATION)
                          .getObjectRequest(
                              get ->
                                  get.bucket(bucket)
                                      .key(key)
                                      .responseContentType("application/octet-stream")
                                      .responseContentDisposition(
                                          "attachment; filename*=UTF-8''" + encoded)))
              .url()
              .toString());
    }
  }

  private static Optional<String> key(AttachmentRecord record) {
    if (!(record.fate() instanceof AttachmentFate.Stored stored)) {
      throw new IllegalArgumentException(
          "attachment %s was dropped: it has no bytes".formatted(record.job().itemId()));
    }
    return stored.content().objectKey(record.job().projectId());
  }
}
