package dev.tracefold.attachment.sqs;

import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentQueue;
import dev.tracefold.aws.MessageSender;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Hands jobs over on an SQS queue. */
public final class SqsAttachmentQueue implements AttachmentQueue {

  private final MessageSender<AttachmentJob> sender;

  public SqsAttachmentQueue(SqsClient sqs, String queueUrl) {
    this.sender = new MessageSender<>(sqs, queueUrl, job -> MessageSender.Form.of(job.toJson()));
  }

  @Override
  public List<AttachmentJob> send(List<AttachmentJob> jobs) {
    return sender.send(jobs);
  }
}
