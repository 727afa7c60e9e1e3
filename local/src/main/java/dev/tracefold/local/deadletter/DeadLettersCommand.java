package dev.tracefold.local.deadletter;

import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** {@code tracefold dead-letters}: messages that failed although they might succeed. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = {
      "Lists messages that failed too often.",
      "Why is in the log of their function; once it is mended, 'tracefold redrive' sends them back. "
          + "Until then they have no outcome."
    })
public final class DeadLettersCommand implements Callable<Integer> {

  /** Enough of a body to recognise it, in one line. */
  static final int SHOWN_LENGTH_MAX = 60;

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
    try (SqsClient sqs = connection.sqs()) {
      for (FailedQueue queue : FailedQueue.values()) {
        new QueueContents(sqs, connection.queue(queue.deadLetterId()))
            .visit(
                most,
                message ->
                    !rows.add(
                        List.of(
                            queue.label(),
                            message.messageId(),
                            QueueContents.sentAt(message).toString(),
                            message
                                .attributes()
                                .getOrDefault(
                                    MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, ""),
                            first(message.body()))));
      }
    }
    if (rows.isEmpty()) {
      terminal.result("There are no dead letters.");
    } else {
      terminal.table(List.of("QUEUE", "ID", "SENT", "DELIVERIES", "BODY"), rows);
    }
    return ExitCode.OK;
  }

  static String first(String body) {
    return Terminal.cut(Terminal.safe(body), SHOWN_LENGTH_MAX);
  }
}
