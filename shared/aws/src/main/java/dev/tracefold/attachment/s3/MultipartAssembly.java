package dev.tracefold.attachment.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Puts chunks together that do not fit into memory. Every read insists on the bytes that were
 * scanned; an upload that fails is taken back, and where even that fails, the bucket's lifecycle
 * removes its parts.
 */
final class MultipartAssembly {

  private static final System.Logger LOG = System.getLogger(MultipartAssembly.class.getName());

  private final S3Client s3;
  private final String bucket;
  private final String key;

  MultipartAssembly(S3Client s3, String bucket, String key) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
  }

  void assemble(List<ChunkScan.Chunk> chunks) {
    String upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    try {
      List<CompletedPart> parts =
          areParts(chunks) ? copiedParts(upload, chunks) : streamedParts(upload, chunks);
      s3.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .uploadId(upload)
                  .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build()));
    } catch (SdkException | UncheckedIOException e) {
      abort(upload);
      throw e;
    }
  }

  /** Whether S3 takes the chunks as parts: all but the last are large enough. */
  private static boolean areParts(List<ChunkScan.Chunk> chunks) {
    return chunks.subList(0, chunks.size() - 1).stream()
        .allMatch(chunk -> chunk.size() >= S3AttachmentStore.PART_BYTES_MIN);
  }

  private List<CompletedPart> copiedParts(String upload, List<ChunkScan.Chunk> chunks) {
    List<CompletedPart> parts = new ArrayList<>();
    for (ChunkScan.Chunk chunk : chunks) {
      int number = parts.size() + 1;
      String etag =
          s3.uploadPartCopy(
                  request ->
                      request
                          .sourceBucket(bucket)
                          .sourceKey(chunk.key())
                          .copySourceIfMatch(chunk.etag())
                          .destinationBucket(bucket)
                          .destinationKey(key)
                          .uploadId(upload)
                          .partNumber(number))
              .copyPartResult()
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    return parts;
  }

  private List<CompletedPart> streamedParts(String upload, List<ChunkScan.Chunk> chunks) {
    List<CompletedPart> parts = new ArrayList<>();
    byte[] part = new byte[S3AttachmentStore.PART_BYTES];
    int filled = 0;
    for (ChunkScan.Chunk chunk : chunks) {
      try (InputStream bytes = open(chunk)) {
        for (int read = bytes.readNBytes(part, filled, part.length - filled);
            read > 0;
            read = bytes.readNBytes(part, filled, part.length - filled)) {
          filled += read;
          if (filled == part.length) {
            parts.add(uploaded(upload, parts.size() + 1, part, filled));
            filled = 0;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("chunk " + chunk.key() + " could not be read", e);
      }
    }
    if (filled > 0) {
      parts.add(uploaded(upload, parts.size() + 1, part, filled));
    }
    return parts;
  }

  private InputStream open(ChunkScan.Chunk chunk) {
    return s3.getObject(request -> request.bucket(bucket).key(chunk.key()).ifMatch(chunk.etag()));
  }

  private CompletedPart uploaded(String upload, int number, byte[] part, int length) {
    String etag =
        s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                S3AttachmentStore.body(part, length))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private void abort(String upload) {
    try {
      s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      LOG.log(System.Logger.Level.WARNING, "an upload to " + key + " was left unfinished", e);
    }
  }
}
