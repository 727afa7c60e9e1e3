package dev.tracefold.receiving.sqs;

import dev.tracefold.aws.MessageSender;
import dev.tracefold.receiving.EventQueue;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The events queue on SQS. */
public final class SqsEventQueue implements EventQueue {

  private final MessageSender<String> sender;

  public SqsEventQueue(SqsClient sqs, String queueUrl) {
    this.sender = new MessageSender<>(sqs, queueUrl, MessageSender.Form::of);
  }

  @Override
  public List<String> send(List<String> bodies) {
    return sender.send(bodies);
  }
}
