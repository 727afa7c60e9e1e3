package dev.tracefold.local.deadletter;

import dev.tracefold.deadletter.dynamodb.DynamoFailureReasons;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** {@code tracefold dead-letters}: messages that failed although they might succeed. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = {
      "Lists messages that failed too often, with the reason of the last failure.",
      "Once that is mended, 'tracefold redrive' sends them back. Until then they have no outcome."
    })
public final class DeadLettersCommand implements Callable<Integer> {

  /** Enough of a body to recognise it, in one line. */
  static final int SHOWN_LENGTH_MAX = 60;

  private static final int REASON_LENGTH_MAX = 100;

  @Option(
      names = "--most",
      defaultValue = "100",
      description = "How many per queue (default: 100).")
  private int most;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public DeadLettersCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Connection connection = target.connection(systems);
    List<List<String>> rows = new ArrayList<>();
    try (SqsClient sqs = connection.sqs();
        DynamoDbClient dynamoDb = connection.dynamoDb()) {
      for (FailedQueue queue : FailedQueue.values()) {
        terminal.step("Looking through " + queue.deadLetterId() + " ...");
        List<Message> letters = new ArrayList<>();
        new QueueContents(sqs, connection.queue(queue.deadLetterId()))
            .visit(most, message -> !letters.add(message));
        Map<String, String> reasons =
            new DynamoFailureReasons(
                    dynamoDb, connection.table(queue.reasonsTableId()), Clock.systemUTC())
                .find(letters.stream().map(Message::messageId).toList());
        letters.forEach(letter -> rows.add(row(queue, letter, reasons.get(letter.messageId()))));
      }
    }
    if (rows.isEmpty()) {
      terminal.result("There are no dead letters.");
    } else {
      terminal.table(List.of("QUEUE", "ID", "SENT", "DELIVERIES", "REASON", "BODY"), rows);
    }
    return ExitCode.OK;
  }

  private static List<String> row(FailedQueue queue, Message letter, @Nullable String reason) {
    return List.of(
        queue.label(),
        letter.messageId(),
        QueueContents.sentAt(letter).toString(),
        letter.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, ""),
        reason == null
            ? "none noted: its function died, see its log"
            : Terminal.cut(Terminal.safe(reason), REASON_LENGTH_MAX),
        first(letter.body()));
  }

  static String first(String body) {
    return Terminal.cut(Terminal.safe(body), SHOWN_LENGTH_MAX);
  }
}
