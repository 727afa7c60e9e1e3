package dev.tracefold.saveevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.aws.AwsClients;
import dev.tracefold.aws.Item;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One parameter says for how many days everything of events is kept. */
final class RetentionTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /** What is remembered so that nothing counts twice lives for 35 days at the least. */
  @ParameterizedTest
  @CsvSource({"40, 40", "7, 35"})
  void everythingOfAnEventExpiresWithTheRetention(int retention, int remembered) {
    Stack stack = TestStacks.create(Map.of("RetentionDays", Integer.toString(retention)));
    AwsClients clients = new AwsClients();
    new DynamoProjects(clients.dynamoDb(), stack.table("ProjectsTable"))
        .create(new Project(1, 1, "demo", null, true, ProjectOptions.NONE));
    var handler =
        new SaveEventsHandler(
            Settings.of(stack.environment("SaveEventsFunction")),
            clients,
            Clock.fixed(now, ZoneOffset.UTC),
            new Random(1),
            line -> {});
    List<String> bodies =
        List.of(
            "{\"project_id\":1,\"payload\":{\"message\":\"m\",\"user\":{\"id\":\"1\"}},"
                + "\"attachments\":[{\"id\":\"a\",\"type\":\"event.minidump\"}]}",
            "{\"project_id\":1,\"type\":\"transaction\",\"payload\":{\"transaction\":\"GET /\"}}",
            "{\"project_id\":1,\"type\":\"user_report\",\"payload\":{\"event_id\":\"%s\"}}"
                .formatted("f".repeat(32)));
    assertThat(
            SavingWorld.deliver(
                handler, bodies.stream().map(body -> SavingWorld.message(body, body, 1)).toList()))
        .isEmpty();

    Map<String, Set<Long>> daysByPrefix = new TreeMap<>();
    for (String table : List.of("IssuesTable", "EventsTable", "UsageTable")) {
      clients
          .dynamoDb()
          .scanPaginator(scan -> scan.tableName(stack.table(table)))
          .items()
          .forEach(found -> note(Item.of(found), daysByPrefix));
    }
    assertThat(daysByPrefix)
        .containsEntry("E# event records", Set.of((long) remembered))
        .containsEntry("X# commit records", Set.of(remembered + 30L))
        .containsEntry("L# lists of events", Set.of((long) retention))
        .containsEntry("H# series of issues", Set.of((long) retention))
        .containsEntry("S# series of projects", Set.of((long) retention))
        .containsEntry("U# usage", Set.of((long) retention))
        .containsEntry("Q# user reports", Set.of((long) retention))
        .containsEntry("A# attachments", Set.of((long) retention))
        .hasSize(8);
  }

  private void note(Item item, Map<String, Set<Long>> daysByPrefix) {
    item.optionalNumber("expires")
        .ifPresent(
            expires ->
                daysByPrefix
                    .computeIfAbsent(kind(item.pk()), added -> new TreeSet<>())
                    .add(
                        Duration.between(now, Instant.ofEpochSecond(expires))
                            .plusMinutes(5)
                            .toDays()));
  }

  private static String kind(String pk) {
    return switch (pk.charAt(0)) {
      case 'E' -> "E# event records";
      case 'X' -> "X# commit records";
      case 'L' -> "L# lists of events";
      case 'H' -> "H# series of issues";
      case 'S' -> "S# series of projects";
      case 'U' -> "U# usage";
      case 'Q' -> "Q# user reports";
      case 'A' -> "A# attachments";
      default -> pk;
    };
  }
}
