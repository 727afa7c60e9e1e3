package dev.tracefold.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tracefold.rejection.RejectedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What functions ask of the messages of a queue. */
public final class QueueMessages {

  private QueueMessages() {}

  /** The messages of a batch; none where it names none. */
  public static List<SQSMessage> of(SQSEvent batch) {
    return Objects.requireNonNullElse(batch.getRecords(), List.of());
  }

  /** The body; empty where there is none. */
  public static String body(SQSMessage message) {
    return Objects.requireNonNullElse(message.getBody(), "");
  }

  /** How often the message was delivered, this time included; 1 where it does not say. */
  public static int deliveries(SQSMessage message) {
    return attribute(message, "ApproximateReceiveCount").map(Integer::valueOf).orElse(1);
  }

  /** When its producer sent it; the epoch where it does not say. */
  public static Instant sent(SQSMessage message) {
    return attribute(message, "SentTimestamp")
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
        .orElse(Instant.EPOCH);
  }

  /** How often an operator has sent it back after it was rejected. */
  public static int reacceptances(SQSMessage message) {
    return Optional.ofNullable(message.getMessageAttributes())
        .map(attributes -> attributes.get(RejectedMessage.REACCEPTANCES_ATTRIBUTE))
        .map(attribute -> RejectedMessage.reacceptances(attribute.getStringValue()))
        .orElse(0);
  }

  private static Optional<String> attribute(SQSMessage message, String name) {
    Optional<Map<String, String>> attributes = Optional.ofNullable(message.getAttributes());
    return attributes.map(all -> all.get(name));
  }
}
