package dev.tracefold.aws;

import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds the clients of DynamoDB, S3 and SQS that a function uses. Region, credentials and
 * endpoints come from the SDK's own environment variables and system properties ({@code
 * AWS_ENDPOINT_URL_DYNAMODB} and the like lead to the local run); nothing here is specific to one
 * of them. The three share one HTTP client: the JDK's, the smallest and the one that starts
 * fastest.
 */
public final class AwsClients {

  /** Longer than any single call takes in health, and well below a function's timeout. */
  public static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

  /** As many and as long as the SDK's own for DynamoDB, which a strategy of ours replaces. */
  private static final int DYNAMO_DB_ATTEMPTS_MAX = 9;

  private static final BackoffStrategy DYNAMO_DB_BACKOFF =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(25), Duration.ofSeconds(20));

  private final SdkHttpClient http;
  private final ClientOverrideConfiguration configuration;

  static {
    // The JDK keeps five idle connections to a host; Parallel uses more, and a new one costs a
    // handshake.
    if (System.getProperty("http.maxConnections") == null) {
      System.setProperty("http.maxConnections", Integer.toString(2 * Parallel.CALLS_MAX));
    }
  }

  /**
   * @param interceptors see every call of every client; tests use them to fail calls on purpose
   */
  public AwsClients(ExecutionInterceptor... interceptors) {
    this(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            .socketTimeout(ATTEMPT_TIMEOUT)
            .build(),
        interceptors);
  }

  /** Clients that talk through another HTTP client; benchmarks answer in its place. */
  public AwsClients(SdkHttpClient http, ExecutionInterceptor... interceptors) {
    this.http = Objects.requireNonNull(http, "http");
    ClientOverrideConfiguration.Builder builder = ClientOverrideConfiguration.builder();
    for (ExecutionInterceptor interceptor : interceptors) {
      builder.addExecutionInterceptor(interceptor);
    }
    this.configuration = builder.build();
  }

  /**
   * Beside what the SDK tries again, a write of one item that meets a transaction: nothing of it is
   * done, and transactions are short.
   */
  public DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .httpClient(http)
        .overrideConfiguration(
            configuration.toBuilder()
                .retryStrategy(
                    strategy ->
                        strategy
                            .maxAttempts(DYNAMO_DB_ATTEMPTS_MAX)
                            .backoffStrategy(DYNAMO_DB_BACKOFF)
                            .retryOnException(TransactionConflictException.class))
                .build())
        .build();
  }

  public SqsClient sqs() {
    return common(SqsClient.builder().httpClient(http)).build();
  }

  public S3Client s3() {
    return common(S3Client.builder().httpClient(http)).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B common(B builder) {
    return builder.overrideConfiguration(configuration);
  }
}
