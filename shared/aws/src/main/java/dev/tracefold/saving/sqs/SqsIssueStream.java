package dev.tracefold.saving.sqs;

import dev.tracefold.aws.MessageSender;
import dev.tracefold.saving.IssueStream;
import dev.tracefold.saving.StreamMessage;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Announces saved events on a queue. */
public final class SqsIssueStream implements IssueStream {

  private final MessageSender<StreamMessage> sender;

  /**
   * @param retention how long events are kept, which their messages say
   */
  public SqsIssueStream(SqsClient sqs, String queueUrl, Duration retention) {
    sender =
        new MessageSender<>(
            sqs, queueUrl, message -> MessageSender.Form.of(message.toJson(retention)));
  }

  @Override
  public List<StreamMessage> send(List<StreamMessage> messages) {
    return sender.send(messages);
  }
}
