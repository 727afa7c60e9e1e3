package dev.tracefold.payload.s3;

import dev.tracefold.intake.body.Bytes;
import dev.tracefold.payload.StagedPayloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads staged payloads, which are gzip'ed, from the bucket. */
public final class S3StagedPayloads implements StagedPayloads {

  private final S3Client s3;
  private final String bucket;

  public S3StagedPayloads(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
  }

  @Override
  public Staged read(String key, int bytesMax) {
    try (ResponseInputStream<GetObjectResponse> object =
        s3.getObject(request -> request.bucket(bucket).key(key))) {
      byte[] bytes = unzipped(object, bytesMax);
      return bytes.length > bytesMax ? new Staged.TooLarge() : new Staged.Text(Bytes.of(bytes));
    } catch (NoSuchKeyException missing) {
      return new Staged.Missing();
    } catch (IOException e) {
      throw new UncheckedIOException("staged payload %s cannot be read".formatted(key), e);
    }
  }

  /** At most one byte more than allowed; what is no gzip text reads as nothing. */
  private static byte[] unzipped(ResponseInputStream<GetObjectResponse> object, int bytesMax)
      throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(object)) {
      return in.readNBytes(bytesMax + 1);
    } catch (ZipException noGzip) {
      return new byte[0];
    } finally {
      object.abort();
    }
  }
}
