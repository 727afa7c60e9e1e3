package dev.tracefold.local.issue;

import dev.tracefold.issue.Issue;
import dev.tracefold.local.Connection;
import dev.tracefold.local.Systems;
import dev.tracefold.local.Target;
import dev.tracefold.local.Terminal;
import dev.tracefold.payload.PayloadStore;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.userreport.dynamodb.DynamoUserReports;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code tracefold issue}: everything about one issue. */
@Command(
    name = "issue",
    mixinStandardHelpOptions = true,
    description = {
      "Shows one issue with its counts, tags, history and latest event.",
      "Days and hours are UTC; a user count above 4096 is an estimate that says its error."
    })
public final class IssueCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The issue's id or its short id, as DEMO-1.")
  private String id = "";

  @Option(
      names = "--json",
      description = "Prints a JSON object, with the payload of the latest event.")
  private boolean json;

  @Mixin private Target target = new Target();

  private final Systems systems;
  private final Terminal terminal;
  private final Clock clock;

  public IssueCommand(Systems systems, Terminal terminal, Clock clock) {
    this.systems = systems;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (print(id, target.connection(systems), terminal, clock, json)) {
      return ExitCode.OK;
    }
    terminal.complain(IssueReader.unknown(id));
    return ExitCode.SOFTWARE;
  }

  /**
   * Prints one issue of a system.
   *
   * @param id its id or its short id
   * @param json for programs, else for people
   * @return whether there is such an issue
   */
  public static boolean print(
      String id, Connection connection, Terminal terminal, Clock clock, boolean json) {
    try (DynamoDbClient dynamoDb = connection.dynamoDb();
        S3Client s3 = connection.s3()) {
      IssueReader reader = new IssueReader(dynamoDb, connection);
      Optional<Issue> issue = reader.issue(id);
      issue.ifPresent(
          found -> {
            PayloadStore payloads = S3Payloads.reading(s3, connection.bucket(), clock);
            var reports =
                new DynamoUserReports(
                    dynamoDb, connection.table("EventsTable"), clock, connection.retention());
            IssueView view = IssueView.read(found, reader, payloads, reports, LocalDate.now(clock));
            if (json) {
              terminal.result(IssueJson.of(view, reader).toString());
            } else {
              IssueLines.of(view, clock.instant()).forEach(terminal::result);
            }
          });
      return issue.isPresent();
    }
  }
}
