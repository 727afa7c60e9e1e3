package dev.tracefold.outcome.sqs;

import dev.tracefold.aws.MessageSender;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeQueue;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Hands outcomes over on an SQS queue. */
public final class SqsOutcomeQueue implements OutcomeQueue {

  private final MessageSender<OutcomeMessage> sender;

  public SqsOutcomeQueue(SqsClient sqs, String queueUrl) {
    this.sender =
        new MessageSender<>(sqs, queueUrl, message -> MessageSender.Form.of(message.toJson()));
  }

  @Override
  public List<OutcomeMessage> send(List<OutcomeMessage> messages) {
    return sender.send(messages);
  }
}
