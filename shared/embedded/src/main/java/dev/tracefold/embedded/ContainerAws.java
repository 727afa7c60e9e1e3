package dev.tracefold.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * DynamoDB, SQS and S3 of LocalStack in a container, for {@code ./mvnw verify -Plocalstack}. Only
 * that profile has Testcontainers on its class path.
 */
final class ContainerAws {
  // The last version that needs no account.
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  private ContainerAws() {}

  /**
   * Starts a container, which ends with the JVM.
   *
   * @throws IllegalStateException where there is no Docker
   */
  @SuppressWarnings("resource") // the container is to live as long as the JVM
  static Endpoints start() {
    // Testcontainers itself looks for Docker by pulling an image, with retries of minutes.
    if (System.getenv("DOCKER_HOST") == null && !Files.exists(SOCKET)) {
      throw new IllegalStateException(
          "The profile localstack needs Docker and finds none: expected "
              + SOCKET
              + " or DOCKER_HOST. Start Docker, or run './mvnw verify' without the profile: it "
              + "runs the same tests on emulators in the JVM.");
    }
    var container = new LocalStackContainer(IMAGE).withServices("dynamodb", "sqs", "s3");
    container.start();
    URI endpoint = container.getEndpoint();
    return new Endpoints(
        endpoint,
        endpoint,
        endpoint,
        container.getRegion(),
        "000000000000",
        container.getAccessKey(),
        container.getSecretKey());
  }
}
