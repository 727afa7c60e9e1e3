package dev.tracefold.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tracefold.testing.LambdaTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches and answers in Lambda's JSON. */
class QueueFunctionTest {

  private final List<SQSMessage> got = new ArrayList<>();

  /** What a function answers that hands these messages back. */
  private String answer(String event, String... again) throws IOException {
    QueueFunction function =
        new QueueFunction() {
          @Override
          public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
            got.addAll(QueueMessages.of(batch));
            return new SQSBatchResponse(
                List.of(again).stream().map(BatchItemFailure::new).toList());
          }
        };
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)),
        answer,
        new LambdaTime(Duration.ofSeconds(1)));
    return answer.toString(UTF_8);
  }

  @Test
  void aMessageIsReadWithWhatFunctionsAskOfIt() throws IOException {
    String event =
        """
        {"Records": [
          {
            "messageId": "m-1",
            "receiptHandle": "handle",
            "body": "{\\"message\\":\\"\u2603\\"}",
            "attributes": {
              "SenderId": "sender",
              "ApproximateReceiveCount": "3",
              "SentTimestamp": "1641979800250",
              "ApproximateFirstReceiveTimestamp": "1641979800251"
            },
            "messageAttributes": {
              "body": {"binaryValue": "AAAA", "stringListValues": [], "dataType": "Binary"},
              "reacceptances": {"dataType": "Number", "stringValue": "2", "binaryListValues": []}
            },
            "md5OfBody": "0",
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:us-east-1:0:queue",
            "awsRegion": "us-east-1"
          },
          {"attributes": {"SentTimestamp": "1641979800250"}, "body": "second", "messageId": "m-2"}
        ], "more": [{"Records": [{"messageId": "m-3"}]}]}
        """;
    assertThat(answer(event)).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(got).extracting(SQSMessage::getMessageId).containsExactly("m-1", "m-2");
    assertThat(got)
        .extracting(QueueMessages::body)
        .containsExactly("{\"message\":\"\u2603\"}", "second");
    assertThat(got).extracting(QueueMessages::deliveries).containsExactly(3, 1);
    assertThat(got).extracting(QueueMessages::reacceptances).containsExactly(2, 0);
    assertThat(got)
        .extracting(QueueMessages::sent)
        .containsOnly(Instant.ofEpochMilli(1641979800250L));
  }

  @Test
  void whatAMessageDoesNotSayIsEmptyAndFirst() throws IOException {
    answer("{\"Records\":[{\"messageId\":\"m\",\"body\":null,\"attributes\":null}]}");
    assertThat(got)
        .singleElement()
        .satisfies(
            message -> {
              assertThat(QueueMessages.body(message)).isEmpty();
              assertThat(QueueMessages.deliveries(message)).isEqualTo(1);
              assertThat(QueueMessages.sent(message)).isEqualTo(Instant.EPOCH);
              assertThat(QueueMessages.reacceptances(message)).isZero();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"Records\":[]}", "{\"Records\":null}"})
  void noRecordsAreAnEmptyBatch(String event) throws IOException {
    assertThat(answer(event)).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(got).isEmpty();
  }

  @Test
  void theAnswerNamesWhatIsToComeAgain() throws IOException {
    assertThat(answer("{}", "m-2", "quoted \" id"))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m-2\"},"
                + "{\"itemIdentifier\":\"quoted \\\" id\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"Records\":7}",
        "{\"Records\":[1]}",
        "{\"Records\":[{\"body\":\"x\"}]}",
        "{\"Records\":[{\"messageId\":\"m\",\"body\":{\"messageId\":\"n\"}}]}",
        "{\"Records\":[{\"messageId\":\"m\",\"attributes\":[]}]}",
      })
  void whatIsNoBatchFailsTheInvocationAndIsNamed(String event) {
    assertThatThrownBy(() -> answer(event))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining("found");
    assertThat(got).isEmpty();
  }

  @Test
  void abruptEndsFailTheInvocation() {
    assertThatThrownBy(() -> answer("{\"Records\":[{\"messageId\":\"m\",\"body\":\"x"))
        .isInstanceOf(IOException.class);
    assertThat(got).isEmpty();
  }
}
