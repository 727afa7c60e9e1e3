package dev.tracefold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.embedded.Stack;
import dev.tracefold.testing.CrashPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@ParameterizedClass
@EnumSource
final class MessageSenderTest {

  private final CrashPoint calls = new CrashPoint();
  private final Stack stack;
  private final SqsClient sqs;
  private final String queueUrl;
  private final MessageSender<String> sender;

  MessageSenderTest(TestAws aws) {
    TestAws.Deployed deployed = aws.deploy();
    this.stack = deployed.stack();
    this.sqs = deployed.clients(calls).sqs();
    this.queueUrl = stack.queueUrl("RejectedQueue");
    this.sender = new MessageSender<>(sqs, queueUrl, MessageSender.Form::of);
  }

  @Test
  void tenMessagesTakeOneCall() {
    List<String> bodies = IntStream.range(0, 21).mapToObj(i -> "body " + i).toList();

    assertThat(sender.send(bodies)).isEmpty();
    assertThat(calls.calls()).isEqualTo(3);
    assertThat(received(21)).extracting(Message::body).containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void nothingToSendTakesNoCall() {
    assertThat(sender.send(List.of())).isEmpty();
    assertThat(calls.calls()).isZero();
  }

  @Test
  void aCallHoldsAMebibyte() {
    String half = "h".repeat(MessageSender.BYTES_MAX / 2);

    assertThat(sender.send(List.of(half, half, half))).isEmpty();
    assertThat(calls.calls()).isEqualTo(2);
  }

  @Test
  void whatIsTooLargeComesBackAndItsNeighboursAreSent() {
    String tooLarge = "x".repeat(MessageSender.BYTES_MAX + 1);

    assertThat(sender.send(List.of("before", tooLarge, "after"))).containsExactly(tooLarge);
    assertThat(received(2)).extracting(Message::body).containsExactlyInAnyOrder("before", "after");
  }

  @Test
  void whatAQueueThatIsGoneCannotTakeComesBack() {
    MessageSender<String> lost =
        new MessageSender<>(sqs, queueUrl + "-gone", MessageSender.Form::of);

    assertThat(lost.send(List.of("a", "b"))).containsExactly("a", "b");
  }

  @Test
  void attributesGoAlong() {
    MessageSender<String> annotated =
        new MessageSender<>(
            sqs, queueUrl, body -> new MessageSender.Form(body, Map.of("reason", "too_large")));

    assertThat(annotated.send(List.of("body"))).isEmpty();
    assertThat(received(1).getFirst().messageAttributes())
        .hasEntrySatisfying(
            "reason", value -> assertThat(value.stringValue()).isEqualTo("too_large"));
  }

  private List<Message> received(int count) {
    List<Message> messages = new ArrayList<>();
    while (messages.size() < count) {
      messages.addAll(
          sqs.receiveMessage(
                  request ->
                      request
                          .queueUrl(queueUrl)
                          .maxNumberOfMessages(10)
                          .messageAttributeNames("All"))
              .messages());
    }
    return messages;
  }
}
