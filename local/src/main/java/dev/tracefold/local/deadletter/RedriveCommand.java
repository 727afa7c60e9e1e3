package dev.tracefold.local.deadletter;

import dev.tracefold.counting.DeduplicationHorizon;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeReading;
import dev.tracefold.rejection.RejectedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** {@code tracefold redrive}: dead letters, or rejected messages, back onto their queues. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Sends dead letters back to where they failed, all of them or some.",
      "What was counted before is not counted again: a message too old for that to be known is left "
          + "where it is.",
      "With --reaccept it sends rejected messages back instead, and takes their outcome back: what "
          + "was invalid gets its outcome anew. Use it after mending what made them invalid."
    })
public final class RedriveCommand implements Callable<Integer> {

  @Option(
      names = "--queue",
      paramLabel = "QUEUE",
      description = "Only of this queue: ${COMPLETION-CANDIDATES}.")
  private @Nullable FailedQueue only;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Only this message, as 'tracefold dead-letters' or 'tracefold rejected' names it; may be "
              + "repeated.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--reaccept",
      description = "Rejected messages instead of dead letters; their outcome is corrected.")
  private boolean reaccept;

  @Option(
      names = "--most",
      defaultValue = "10000",
      description = "How many to look at per queue (default: 10000).")
  private int most;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  private final Map<FailedQueue, Integer> sent = new EnumMap<>(FailedQueue.class);
  private int left;

  public RedriveCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Connection connection = target.connection(systems);
    try (SqsClient sqs = connection.sqs()) {
      if (reaccept) {
        new QueueContents(sqs, connection.queue("RejectedQueue"))
            .visit(most, message -> chosen(message) && reaccept(sqs, connection, message));
      } else {
        Duration horizon = DeduplicationHorizon.of(connection.retention());
        Instant oldest = Instant.now().minus(horizon);
        for (FailedQueue queue : queues()) {
          terminal.step("Looking through " + queue.deadLetterId() + " ...");
          new QueueContents(sqs, connection.queue(queue.deadLetterId()))
              .visit(
                  most,
                  message -> chosen(message) && redrive(sqs, connection, queue, oldest, message));
        }
      }
    }
    for (FailedQueue queue : queues()) {
      terminal.result(
          "%s: %d messages sent back".formatted(queue.label(), sent.getOrDefault(queue, 0)));
    }
    return left == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<FailedQueue> queues() {
    return only == null ? List.of(FailedQueue.values()) : List.of(only);
  }

  private boolean chosen(Message message) {
    return ids.isEmpty() || ids.contains(message.messageId());
  }

  private boolean redrive(
      SqsClient sqs, Connection connection, FailedQueue queue, Instant oldest, Message message) {
    Instant firstSent = QueueContents.sentAt(message);
    if (firstSent.isBefore(oldest)) {
      return leave(
          message,
          "it is from %s; what came before %s might be counted twice".formatted(firstSent, oldest));
    }
    Map<String, MessageAttributeValue> attributes = new HashMap<>(message.messageAttributes());
    attributes.put(
        QueueContents.FIRST_SENT_ATTRIBUTE, text(Long.toString(firstSent.toEpochMilli())));
    send(sqs, connection.queue(queue.id()), message.body(), attributes);
    sent.merge(queue, 1, Integer::sum);
    return true;
  }

  /**
   * Every step may be repeated: the item and the correction are recognised by their ids, and the
   * message leaves its queue last.
   */
  private boolean reaccept(SqsClient sqs, Connection connection, Message message) {
    FailedQueue queue =
        FailedQueue.ofConsumer(QueueContents.attribute(message, "source")).orElse(null);
    if (queue == null) {
      return leave(
          message,
          "its source is '%s'; expected the name of a function"
              .formatted(QueueContents.attribute(message, "source")));
    }
    if (only != null && only != queue) {
      return false;
    }
    String cut = QueueContents.attribute(message, "cut");
    if (!cut.isEmpty()) {
      return leave(message, "its last %s bytes were not kept; send the original".formatted(cut));
    }
    long reacceptances = QueueContents.number(message, RejectedMessage.REACCEPTANCES_ATTRIBUTE) + 1;
    send(
        sqs,
        connection.queue(queue.id()),
        message.body(),
        Map.of(RejectedMessage.REACCEPTANCES_ATTRIBUTE, text(Long.toString(reacceptances))));
    String outcome = QueueContents.attribute(message, "outcome");
    if (OutcomeMessage.read(outcome) instanceof OutcomeReading.Valid told) {
      send(
          sqs,
          connection.queue(FailedQueue.OUTCOMES.id()),
          told.message().correcting().toJson(),
          Map.of());
    }
    sent.merge(queue, 1, Integer::sum);
    return true;
  }

  private boolean leave(Message message, String reason) {
    terminal.complain("message " + message.messageId() + " stays: " + reason);
    left++;
    return false;
  }

  /** It is sent before it is taken away: twice is harmless, never is not. */
  private static void send(
      SqsClient sqs, String queueUrl, String body, Map<String, MessageAttributeValue> attributes) {
    sqs.sendMessage(
        request -> request.queueUrl(queueUrl).messageBody(body).messageAttributes(attributes));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
