package dev.tracefold.embedded;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** S3Proxy over memory or a folder. Requests are signed, so that presigned links can be tried. */
record S3Emulator(S3Proxy proxy, int port) implements AutoCloseable {

  static S3Emulator start(
      String bindAddress, @Nullable Path data, String accessKeyId, String secretAccessKey)
      throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(
                data == null
                    ? new TransientNio2BlobStore()
                    : new FilesystemNio2BlobStore(data.toString()))
            .endpoint(URI.create("http://" + bindAddress + ":0"))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
            .stopTimeout(0)
            .build();
    proxy.start();
    return new S3Emulator(proxy, proxy.getPort());
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The S3 emulator did not stop", e);
    }
  }
}
