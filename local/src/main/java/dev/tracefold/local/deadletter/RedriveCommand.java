package dev.tracefold.local.deadletter;

import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** {@code tracefold redrive}: dead letters back onto their queues. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Sends dead letters back to where they failed, all of them or some.",
      "What was counted before is not counted again: a message too old for that to be known is left "
          + "where it is."
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
      description = "Only this message, as 'tracefold dead-letters' names it; may be repeated.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--most", defaultValue = "10000", description = "How many (default: 10000).")
  private int most;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  private int tooOld;

  public RedriveCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Connection connection = target.connection(systems);
    Instant oldest = Instant.now().minus(DynamoUsageCounters.HORIZON_MIN);
    try (SqsClient sqs = connection.sqs()) {
      for (FailedQueue queue : FailedQueue.values()) {
        if (only == null || only == queue) {
          int sent = redrive(sqs, connection, queue, oldest);
          terminal.result(
              "%s: %d messages sent back".formatted(queue.name().toLowerCase(Locale.ROOT), sent));
        }
      }
    }
    if (tooOld > 0) {
      terminal.complain(
          "%d messages are from before %s and stay: they might be counted twice"
              .formatted(tooOld, oldest));
      return ExitCode.SOFTWARE;
    }
    return ExitCode.OK;
  }

  private int redrive(SqsClient sqs, Connection connection, FailedQueue queue, Instant oldest) {
    int[] sent = {0};
    new QueueContents(sqs, connection.queue(queue.deadLetterId()))
        .visit(
            most,
            message -> {
              if (!ids.isEmpty() && !ids.contains(message.messageId())) {
                return false;
              }
              if (QueueContents.sentAt(message).isBefore(oldest)) {
                tooOld++;
                return false;
              }
              send(sqs, connection.queue(queue.id()), message);
              sent[0]++;
              return true;
            });
    return sent[0];
  }

  /** It is sent before it is taken away: twice is harmless, never is not. */
  private static void send(SqsClient sqs, String queueUrl, Message message) {
    sqs.sendMessage(
        request ->
            request
                .queueUrl(queueUrl)
                .messageBody(message.body())
                .messageAttributes(message.messageAttributes()));
  }
}
