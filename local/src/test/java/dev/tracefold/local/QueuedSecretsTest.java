package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What producers put on the events queue is scrubbed as what SDKs send is, whatever comes of it.
 */
final class QueuedSecretsTest {

  private static final String ID = "0123456789abcdef0123456789abcdef";

  private static final List<String> BODIES =
      List.of(
          """
          {"project_id":1,"event_id":"%s","payload":{"message":"hi","extra":{"password":"hunter2"}},\
          "attachments":[{"id":"a","name":"token=hunter2.txt","chunks":0}]}"""
              .formatted(ID),
          """
          {"project_id":1,"type":"user_report","payload":{"event_id":"%s","name":"token=hunter2",\
          "email":"4111111111111111","comments":"password=hunter2"}}"""
              .formatted(ID),
          "{\"project_id\":1,\"type\":\"user_report\",\"payload\":{\"event_id\":\"token=hunter2\"}}",
          "{\"project_id\":1,\"type\":\"token=hunter2\",\"payload\":{\"extra\":{\"secret\":\"hunter2\"}}}",
          "{\"project_id\":404,\"payload\":{\"extra\":{\"secret\":\"hunter2\"}}}",
          "{\"extra\":{\"secret\":\"hunter2\"}}",
          "{\"project_id\":1,\"payload\":{\"extra\":{\"secret\":\"hunter2\"");

  @Test
  void leaveNoTrace() throws Exception {
    try (TestSystem system = TestSystem.start();
        SqsClient sqs = system.stack().endpoints().sqsClient()) {
      for (String body : BODIES) {
        sqs.sendMessage(
            send -> send.queueUrl(system.stack().queueUrl("EventsQueue")).messageBody(body));
      }
      assertThat(system.driver().awaitQuiet(Duration.ofSeconds(60))).isTrue();
      List<Message> rejected = system.take("RejectedQueue");
      assertThat(rejected)
          .hasSize(5)
          .allSatisfy(message -> assertThat(message.toString()).doesNotContain("hunter2"));
      assertThat(system.log()).allSatisfy(line -> assertThat(line).doesNotContain("hunter2"));
      assertThat(rows(system))
          .contains("token=[Filtered]", "password=[Filtered]")
          .doesNotContain("hunter2", "4111111111111111");
    }
  }

  private static String rows(TestSystem system) {
    StringBuilder rows = new StringBuilder();
    try (DynamoDbClient dynamoDb = system.connection().dynamoDb()) {
      for (String table : system.stack().tables().values()) {
        dynamoDb
            .scanPaginator(scan -> scan.tableName(table))
            .items()
            .forEach(item -> rows.append(item).append('\n'));
      }
    }
    return rows.toString();
  }
}
