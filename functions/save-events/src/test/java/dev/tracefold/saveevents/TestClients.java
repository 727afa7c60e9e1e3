package dev.tracefold.saveevents;

import dev.tracefold.aws.AwsClients;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of the tests themselves, which no crash reaches. */
final class TestClients {

  static final S3Client S3 = new AwsClients().s3();

  private TestClients() {}
}
