package dev.tracefold.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class EmbeddedAwsTest {

  @Test
  void everyResourceOfTheTemplateExists() {
    Stack stack = TestStacks.create();
    Endpoints endpoints = stack.endpoints();
    try (DynamoDbClient dynamoDb = endpoints.dynamoDbClient();
        SqsClient sqs = endpoints.sqsClient();
        S3Client s3 = endpoints.s3Client()) {
      assertThat(dynamoDb.listTables().tableNames()).containsAll(stack.tables().values());
      assertThat(s3.headBucket(head -> head.bucket(stack.bucket())).sdkHttpResponse().statusCode())
          .isEqualTo(200);
      assertThat(
              dynamoDb
                  .describeTimeToLive(ttl -> ttl.tableName(stack.table("EventsTable")))
                  .timeToLiveDescription()
                  .attributeName())
          .isEqualTo("expires");
      Map<QueueAttributeName, String> attributes =
          sqs.getQueueAttributes(
                  get ->
                      get.queueUrl(stack.queueUrl("EventsQueue"))
                          .attributeNames(QueueAttributeName.ALL))
              .attributes();
      assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "360");
      assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
          .contains("EventsDeadLetterQueue");
    }
  }

  @Test
  void stacksDoNotSeeEachOther() {
    Stack one = TestStacks.create();
    Stack other = TestStacks.create();
    try (DynamoDbClient dynamoDb = one.endpoints().dynamoDbClient()) {
      Map<String, AttributeValue> item =
          Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));
      dynamoDb.putItem(put -> put.tableName(one.table("IssuesTable")).item(item));
      assertThat(dynamoDb.scan(scan -> scan.tableName(one.table("IssuesTable"))).count())
          .isEqualTo(1);
      assertThat(dynamoDb.scan(scan -> scan.tableName(other.table("IssuesTable"))).count())
          .isZero();
    }
  }

  @Test
  void messagesThatAreReceivedTooOftenMoveToTheDeadLetterQueue() {
    Stack stack = TestStacks.create();
    String queue = stack.queueUrl("EventsQueue");
    String deadLetters = stack.queueUrl("EventsDeadLetterQueue");
    try (SqsClient sqs = stack.endpoints().sqsClient()) {
      sqs.sendMessage(send -> send.queueUrl(queue).messageBody("body"));
      int receipts = 0;
      for (Message message = receive(sqs, queue); message != null; message = receive(sqs, queue)) {
        String handle = message.receiptHandle();
        receipts++;
        assertThat(message.attributes())
            .containsEntry(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, String.valueOf(receipts))
            .containsKey(MessageSystemAttributeName.SENT_TIMESTAMP);
        sqs.changeMessageVisibility(
            change -> change.queueUrl(queue).receiptHandle(handle).visibilityTimeout(0));
      }
      assertThat(receipts).isEqualTo(8);
      Message dead = receive(sqs, deadLetters);
      assertThat(dead).isNotNull();
      assertThat(dead.body()).isEqualTo("body");
    }
  }

  private static @Nullable Message receive(SqsClient sqs, String queue) {
    return sqs
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(queue)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .waitTimeSeconds(0))
        .messages()
        .stream()
        .findFirst()
        .orElse(null);
  }

  @Test
  void dataInAFolderOutlivesTheEmulators(@TempDir Path folder) {
    Template template = TestStacks.template();
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));
    try (EmbeddedAws aws = EmbeddedAws.start("127.0.0.1", folder);
        DynamoDbClient dynamoDb = aws.endpoints().dynamoDbClient();
        SqsClient sqs = aws.endpoints().sqsClient();
        S3Client s3 = aws.endpoints().s3Client()) {
      Stack stack = Stack.create(aws.endpoints(), template, "kept");
      dynamoDb.putItem(put -> put.tableName(stack.table("IssuesTable")).item(key));
      sqs.sendMessage(
          send -> send.queueUrl(stack.queueUrl("EventsQueue")).messageBody("kept body"));
      s3.putObject(
          put -> put.bucket(stack.bucket()).key("a/b"), RequestBody.fromString("kept object"));
    }
    try (EmbeddedAws aws = EmbeddedAws.start("127.0.0.1", folder);
        DynamoDbClient dynamoDb = aws.endpoints().dynamoDbClient();
        SqsClient sqs = aws.endpoints().sqsClient();
        S3Client s3 = aws.endpoints().s3Client()) {
      Stack stack = Stack.create(aws.endpoints(), template, "kept");
      assertThat(dynamoDb.getItem(get -> get.tableName(stack.table("IssuesTable")).key(key)).item())
          .isEqualTo(key);
      Message message = receive(sqs, stack.queueUrl("EventsQueue"));
      assertThat(message).isNotNull();
      assertThat(message.body()).isEqualTo("kept body");
      assertThat(s3.getObjectAsBytes(get -> get.bucket(stack.bucket()).key("a/b")).asUtf8String())
          .isEqualTo("kept object");
    }
  }

  @Test
  void nothingListensBeyondTheGivenAddress() throws Exception {
    URI sqs = TestStacks.endpoints().sqs();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.2:" + sqs.getPort() + "/")).build();
    try (var http = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> http.send(request, BodyHandlers.discarding()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aPrefixIsLowerCase() {
    assertThatThrownBy(
            () -> Stack.create(TestStacks.endpoints(), TestStacks.template(), "Not_A_Prefix"))
        .hasMessageContaining("'Not_A_Prefix'")
        .hasMessageContaining("[a-z0-9-]");
  }
}
