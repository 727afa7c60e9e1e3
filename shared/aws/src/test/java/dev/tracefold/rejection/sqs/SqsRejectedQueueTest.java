package dev.tracefold.rejection.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.aws.TestAws;
import dev.tracefold.rejection.RejectedMessage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@ParameterizedClass
@EnumSource
final class SqsRejectedQueueTest {

  private final String queueUrl;
  private final SqsClient sqs;
  private final SqsRejectedQueue queue;

  SqsRejectedQueueTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.queueUrl = deployed.stack().queueUrl("RejectedQueue");
    this.sqs = deployed.clients().sqs();
    this.queue = new SqsRejectedQueue(sqs, queueUrl);
  }

  @Test
  void aMessageIsKeptAsItCameWithItsReason() {
    send(new RejectedMessage("[1]", "invalid_json", "found an array", "save-events", 42L));

    Message kept = receive();
    assertThat(kept.body()).isEqualTo("[1]");
    assertThat(attributes(kept))
        .isEqualTo(
            Map.of(
                "reason", "invalid_json",
                "detail", "found an array",
                "source", "save-events",
                "project_id", "42"));
  }

  @Test
  void aProjectThatIsUnknownIsLeftOut() {
    send(new RejectedMessage("", "empty", "", "save-events", null));

    Message kept = receive();
    assertThat(kept.body()).isEqualTo("(empty)");
    assertThat(attributes(kept)).isEqualTo(Map.of("reason", "empty", "source", "save-events"));
  }

  @Test
  void aDetailIsCutTo256Characters() {
    send(new RejectedMessage("{}", "invalid", "é".repeat(300), "save-events", null));

    assertThat(attributes(receive())).containsEntry("detail", "é".repeat(256));
  }

  @Test
  void whatDoesNotFitWithItsAttributesIsCutBetweenCharacters() {
    String body = "x" + "é".repeat(512 * 1024 - 1);
    send(new RejectedMessage(body, "too_large", "", "save-events", null));

    Message kept = receive();
    assertThat(body).startsWith(kept.body());
    assertThat(kept.body()).endsWith("é").hasSizeGreaterThan(500_000);
    assertThat(attributes(kept)).containsKey("cut");
  }

  private void send(RejectedMessage message) {
    assertThat(queue.send(List.of(message))).isEmpty();
  }

  private Message receive() {
    return sqs.receiveMessage(
            request -> request.queueUrl(queueUrl).messageAttributeNames("All").waitTimeSeconds(5))
        .messages()
        .getFirst();
  }

  private static Map<String, String> attributes(Message message) {
    return message.messageAttributes().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().stringValue()));
  }
}
