package dev.tracefold.saving.sqs;

import dev.tracefold.aws.MessageSender;
import dev.tracefold.saving.IssueStream;
import dev.tracefold.saving.StreamMessage;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Announces saved events on a queue. */
public final class SqsIssueStream implements IssueStream {

  private final MessageSender<StreamMessage> sender;

  public SqsIssueStream(SqsClient sqs, String queueUrl) {
    sender = new MessageSender<>(sqs, queueUrl, message -> MessageSender.Form.of(message.toJson()));
  }

  @Override
  public List<StreamMessage> send(List<StreamMessage> messages) {
    return sender.send(messages);
  }
}
