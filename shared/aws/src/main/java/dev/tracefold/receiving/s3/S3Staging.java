package dev.tracefold.receiving.s3;

import dev.tracefold.intake.body.Bytes;
import dev.tracefold.receiving.Staging;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Staged objects in the bucket, whose lifecycle removes them. */
public final class S3Staging implements Staging {

  private final S3Client s3;
  private final String bucket;

  public S3Staging(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
  }

  @Override
  public void put(String key, Bytes content) {
    s3.putObject(
        request -> request.bucket(bucket).key(key),
        RequestBody.fromContentProvider(
            content::stream, content.length(), "application/octet-stream"));
  }
}
