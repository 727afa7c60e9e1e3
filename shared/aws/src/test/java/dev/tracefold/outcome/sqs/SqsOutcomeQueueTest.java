package dev.tracefold.outcome.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.aws.TestAws;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@ParameterizedClass
@EnumSource
final class SqsOutcomeQueueTest {

  private final String queueUrl;
  private final SqsClient sqs;

  SqsOutcomeQueueTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.queueUrl = deployed.stack().queueUrl("OutcomesQueue");
    this.sqs = deployed.clients().sqs();
  }

  @Test
  @DisplayName("C-244: outcomes of every kind go to the one queue, each in a message of its own")
  void everyOutcomeArrivesOnce() {
    List<OutcomeMessage> sent = IntStream.range(0, 25).mapToObj(i -> message("i" + i)).toList();

    assertThat(new SqsOutcomeQueue(sqs, queueUrl).send(sent)).isEmpty();

    assertThat(received(25)).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void nothingIsSentForNothing() {
    assertThat(new SqsOutcomeQueue(sqs, queueUrl).send(List.of())).isEmpty();
  }

  @Test
  void whatCannotBeSentComesBackInItsOrder() {
    List<OutcomeMessage> messages = List.of(message("a"), message("b"), message("c"));

    assertThat(new SqsOutcomeQueue(sqs, queueUrl + "-that-is-not-there").send(messages))
        .isEqualTo(messages);
  }

  private List<OutcomeMessage> received(int count) {
    List<OutcomeMessage> received = new ArrayList<>();
    while (received.size() < count) {
      List<Message> messages =
          sqs.receiveMessage(
                  request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(5))
              .messages();
      assertThat(messages).as("messages after the first %d", received.size()).isNotEmpty();
      for (Message message : messages) {
        if (OutcomeMessage.read(message.body()) instanceof OutcomeReading.Valid valid) {
          received.add(valid.message());
        }
      }
    }
    return received;
  }

  private static OutcomeMessage message(String id) {
    Outcome outcome = Outcome.of(id.hashCode() % 6, "reason").orElseThrow();
    return new OutcomeMessage(
        id, false, Instant.EPOCH, 1, 42, null, outcome, null, DataCategory.ERROR, 1);
  }
}
