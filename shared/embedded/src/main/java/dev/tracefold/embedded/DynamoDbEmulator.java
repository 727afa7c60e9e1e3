package dev.tracefold.embedded;

import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB local behind a Jetty server of its own: its own server listens on every interface and
 * wants a telemetry client.
 */
record DynamoDbEmulator(Server server, LocalDynamoDBRequestHandler requests, int port)
    implements AutoCloseable {
  // 0 lets DynamoDB local choose how many reads may run at once.
  private static final int DEFAULT_CONCURRENCY = 0;

  static DynamoDbEmulator start(String bindAddress, @Nullable Path data) throws Exception {
    boolean inMemory = data == null;
    // One database for every key and region, so that whoever asks sees the same tables.
    boolean shared = true;
    var requests =
        new LocalDynamoDBRequestHandler(
            DEFAULT_CONCURRENCY, inMemory, data == null ? null : data.toString(), shared, false);
    var server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost(bindAddress);
    server.addConnector(connector);
    server.setHandler(new LocalDynamoDBServerHandler(requests, null));
    server.setStopTimeout(0);
    server.start();
    return new DynamoDbEmulator(server, requests, connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The DynamoDB emulator did not stop", e);
    }
    requests.shutdown();
  }
}
