package dev.tracefold.embedded;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where DynamoDB, SQS and S3 answer, and as whom to ask them. The key opens nothing but the
 * emulators that were started with it.
 */
public record Endpoints(
    URI dynamoDb,
    URI sqs,
    URI s3,
    String region,
    String accountId,
    String accessKeyId,
    String secretAccessKey) {

  public Endpoints {
    Objects.requireNonNull(dynamoDb, "dynamoDb");
    Objects.requireNonNull(sqs, "sqs");
    Objects.requireNonNull(s3, "s3");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(accountId, "accountId");
    Objects.requireNonNull(accessKeyId, "accessKeyId");
    Objects.requireNonNull(secretAccessKey, "secretAccessKey");
  }

  /** The environment variables that point any AWS SDK or the AWS CLI here. */
  public SequencedMap<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
    environment.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
    environment.put("AWS_ENDPOINT_URL_S3", s3.toString());
    environment.put("AWS_REGION", region);
    environment.put("AWS_ACCESS_KEY_ID", accessKeyId);
    environment.put("AWS_SECRET_ACCESS_KEY", secretAccessKey);
    return environment;
  }

  /** Points every AWS client that this JVM builds from now on here, by system properties. */
  public void useInThisJvm() {
    Map.of(
            "aws.endpointUrlDynamoDb",
            dynamoDb.toString(),
            "aws.endpointUrlSqs",
            sqs.toString(),
            "aws.endpointUrlS3",
            s3.toString(),
            "aws.region",
            region,
            "aws.accessKeyId",
            accessKeyId,
            "aws.secretAccessKey",
            secretAccessKey)
        .forEach(System::setProperty);
  }

  /** A new client; the caller closes it. */
  public DynamoDbClient dynamoDbClient() {
    return client(DynamoDbClient.builder(), dynamoDb);
  }

  /** A new client; the caller closes it. */
  public SqsClient sqsClient() {
    return client(SqsClient.builder(), sqs);
  }

  /** A new client; the caller closes it. */
  public S3Client s3Client() {
    return client(S3Client.builder().forcePathStyle(true), s3);
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
