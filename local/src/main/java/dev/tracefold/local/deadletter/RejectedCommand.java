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
import software.amazon.awssdk.services.sqs.model.Message;

/** {@code tracefold rejected}: messages that can never succeed. */
@Command(
    name = "rejected",
    mixinStandardHelpOptions = true,
    description = {
      "Lists messages that can never succeed, with the reason of their outcome.",
      "They are kept for 14 days; 'tracefold redrive --reaccept' gives them another chance."
    })
public final class RejectedCommand implements Callable<Integer> {

  @Option(names = "--most", defaultValue = "100", description = "How many (default: 100).")
  private int most;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;

  public RejectedCommand(Systems systems, Terminal terminal) {
    this.systems = systems;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Connection connection = target.connection(systems);
    List<List<String>> rows = new ArrayList<>();
    try (SqsClient sqs = connection.sqs()) {
      new QueueContents(sqs, connection.queue("RejectedQueue"))
          .visit(
              most,
              message ->
                  !rows.add(
                      List.of(
                          message.messageId(),
                          QueueContents.sentAt(message).toString(),
                          shown(message, "source"),
                          shown(message, "project_id"),
                          shown(message, "reason"),
                          shown(message, "detail"),
                          DeadLettersCommand.first(message.body()))));
    }
    if (rows.isEmpty()) {
      terminal.result("There are no rejected messages.");
    } else {
      terminal.table(List.of("ID", "SENT", "BY", "PROJECT", "REASON", "DETAIL", "BODY"), rows);
    }
    return ExitCode.OK;
  }

  private static String shown(Message message, String attribute) {
    return Terminal.safe(QueueContents.attribute(message, attribute));
  }
}
