package dev.tracefold.rejection.sqs;

import dev.tracefold.aws.MessageSender;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.rejection.RejectedMessage;
import dev.tracefold.rejection.RejectedQueue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sets messages aside on an SQS queue. */
public final class SqsRejectedQueue implements RejectedQueue {

  /** Room for all attributes: texts of less than 2,000 characters together, escaped at worst. */
  private static final int ATTRIBUTES_BYTES_MAX = 16 * 1024;

  private static final int BODY_BYTES_MAX = MessageSender.BYTES_MAX - ATTRIBUTES_BYTES_MAX;

  /** Stands for a body that was empty, which SQS would not take. */
  private static final String EMPTY = "(empty)";

  private final MessageSender<RejectedMessage> sender;

  public SqsRejectedQueue(SqsClient sqs, String queueUrl) {
    this.sender = new MessageSender<>(sqs, queueUrl, SqsRejectedQueue::form);
  }

  @Override
  public List<RejectedMessage> send(List<RejectedMessage> messages) {
    return sender.send(messages);
  }

  private static MessageSender.Form form(RejectedMessage message) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("reason", message.reason());
    if (!message.detail().isEmpty()) {
      attributes.put("detail", message.detail());
    }
    attributes.put("source", message.source());
    Long projectId = message.projectId();
    if (projectId != null) {
      attributes.put("project_id", projectId.toString());
    }
    OutcomeMessage outcome = message.outcome();
    if (outcome != null) {
      attributes.put("outcome", outcome.toJson());
    }
    if (message.reacceptances() > 0) {
      attributes.put(
          RejectedMessage.REACCEPTANCES_ATTRIBUTE, Integer.toString(message.reacceptances()));
    }
    byte[] bytes = message.body().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > BODY_BYTES_MAX) {
      int kept = wholeCharacters(bytes);
      attributes.put("cut", Integer.toString(bytes.length - kept));
      return new MessageSender.Form(new String(bytes, 0, kept, StandardCharsets.UTF_8), attributes);
    }
    return new MessageSender.Form(message.body().isEmpty() ? EMPTY : message.body(), attributes);
  }

  /** The most bytes that fit without parting a character. */
  private static int wholeCharacters(byte[] bytes) {
    int end = BODY_BYTES_MAX;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }
}
