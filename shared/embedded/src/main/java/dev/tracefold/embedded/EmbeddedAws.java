package dev.tracefold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB, SQS and S3 emulators in this JVM, started side by side, each on a free port. They speak
 * the real wire protocols, so that the code under test is the code that is deployed.
 */
public final class EmbeddedAws implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String REGION = "us-east-1";
  private static final String ACCOUNT = "000000000000";
  // DynamoDB local takes letters and digits only.
  private static final String KEY = "tracefold";

  private final DynamoDbEmulator dynamoDb;
  private final SqsEmulator sqs;
  private final S3Emulator s3;
  private final Endpoints endpoints;

  private EmbeddedAws(
      DynamoDbEmulator dynamoDb, SqsEmulator sqs, S3Emulator s3, Endpoints endpoints) {
    this.dynamoDb = dynamoDb;
    this.sqs = sqs;
    this.s3 = s3;
    this.endpoints = endpoints;
  }

  /** Starts emulators on the loopback address that keep everything in memory. */
  public static EmbeddedAws start() {
    return start(LOOPBACK, null);
  }

  /**
   * Starts the emulators and returns when all of them answer.
   *
   * @param bindAddress the IP address to listen on; anyone who can reach it can read everything
   * @param data the folder that keeps the data from one run to the next (made where absent), or
   *     {@code null} to keep it in memory
   * @throws IllegalStateException where an emulator does not start
   */
  public static EmbeddedAws start(String bindAddress, @Nullable Path data) {
    Path dynamoFolder = folder(data, "dynamodb");
    Path sqsFolder = folder(data, "sqs");
    Path s3Folder = folder(data, "s3");
    CompletableFuture<DynamoDbEmulator> dynamoDb =
        starting("DynamoDB", () -> DynamoDbEmulator.start(bindAddress, dynamoFolder));
    CompletableFuture<SqsEmulator> sqs =
        starting("SQS", () -> SqsEmulator.start(bindAddress, sqsFolder, REGION, ACCOUNT));
    CompletableFuture<S3Emulator> s3 =
        starting("S3", () -> S3Emulator.start(bindAddress, s3Folder, KEY, KEY));
    try {
      var endpoints =
          new Endpoints(
              uri(bindAddress, dynamoDb.join().port()),
              uri(bindAddress, sqs.join().port()),
              uri(bindAddress, s3.join().port()),
              REGION,
              ACCOUNT,
              KEY,
              KEY);
      return new EmbeddedAws(dynamoDb.join(), sqs.join(), s3.join(), endpoints);
    } catch (CompletionException e) {
      List.of(dynamoDb, sqs, s3).forEach(EmbeddedAws::stop);
      throw new IllegalStateException("The emulators do not start: " + e.getCause(), e);
    }
  }

  /** Where the emulators answer. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /** Stops the emulators; what was kept in memory is gone. */
  @Override
  public void close() {
    s3.close();
    sqs.close();
    dynamoDb.close();
  }

  private static <T> CompletableFuture<T> starting(String service, Callable<T> start) {
    var started = new CompletableFuture<T>();
    Thread.ofPlatform()
        .daemon()
        .name("start " + service)
        .start(
            () -> {
              try {
                started.complete(start.call());
              } catch (Exception | LinkageError e) {
                started.completeExceptionally(new IllegalStateException(service + ": " + e, e));
              }
            });
    return started;
  }

  /** Stops what did start of a start that failed. */
  private static void stop(CompletableFuture<? extends AutoCloseable> starting) {
    try {
      starting.join().close();
    } catch (Exception e) {
      // It did not start, or it does not stop: the failure of the start is already on its way.
    }
  }

  private static @Nullable Path folder(@Nullable Path data, String service) {
    if (data == null) {
      return null;
    }
    try {
      return Files.createDirectories(data.resolve(service));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder " + data.resolve(service), e);
    }
  }

  private static URI uri(String address, int port) {
    return URI.create("http://" + address + ":" + port);
  }
}
