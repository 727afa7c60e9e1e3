package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracefold.attachment.AttachmentFate;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.issue.EventList;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.issue.query.RecentEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What SDKs send ends in the issue where it belongs, through the whole system. */
@ExtendWith(SkippedAloud.class)
final class SdkIssuesTest {

  private static final Duration QUIET = Duration.ofSeconds(60);

  private static final String ENVELOPE =
      """
      {"event_id":"ID"}
      {"type":"event"}
      {"release":"shop@1.2.3","environment":"production","tags":{"flavour":"vanilla"},\
      "user":{"id":"42"},"platform":"python","exception":{"values":[{"type":"OSError",\
      "value":"disk full","stacktrace":{"frames":[{"module":"shop.cart","function":"save",\
      "filename":"shop/cart.py","lineno":7,"in_app":true}]}}]}}
      {"type":"attachment","length":8,"filename":"notes.txt"}
      attached
      """;

  @Test
  void theSameErrorOfTheJavaSdkIsOneIssue() throws Exception {
    try (TestSystem system = TestSystem.start()) {
      String first = JavaApplication.send(system.connection().dsn());
      String second = JavaApplication.send(system.connection().dsn());
      check(system, "IllegalStateException: card refused", first, second);
    }
  }

  @Test
  void theSameErrorOfTheNodeSdkIsOneIssue() throws Exception {
    Path node = InstalledSdks.program("node");
    InstalledSdks.installed("@sentry/node");
    try (TestSystem system = TestSystem.start()) {
      Map<String, String> environment = Map.of("SENTRY_DSN", system.connection().dsn());
      List<String> command = List.of(node.toString(), "node.js");
      String first = InstalledSdks.run(environment, command);
      String second = InstalledSdks.run(environment, command);
      check(system, "Error: card refused", first, second);
    }
  }

  @Test
  void theSameErrorOfABrowserIsOneIssue(@TempDir Path first, @TempDir Path second)
      throws Exception {
    try (TestSystem system = TestSystem.start()) {
      for (Path folder : List.of(first, second)) {
        long seen = seen(system);
        try (BrowserPage page = BrowserPage.open(folder, system.connection().dsn())) {
          Instant end = Instant.now().plus(QUIET);
          while (page.isOpen() && seen(system) == seen && Instant.now().isBefore(end)) {
            Thread.sleep(100);
          }
        }
      }
      check(system, "RangeError: no such shelf", 1, true);
    }
  }

  @Test
  void theSameErrorSentBySentryCliIsOneIssue(@TempDir Path folder) throws Exception {
    String cli = InstalledSdks.installed(".bin/sentry-cli").toString();
    InstalledSdks.program("node");
    try (TestSystem system = TestSystem.start()) {
      Map<String, String> environment = Map.of("SENTRY_DSN", system.connection().dsn());
      for (String digit : List.of("1", "2")) {
        Path envelope =
            Files.writeString(folder.resolve(digit), ENVELOPE.replace("ID", digit.repeat(32)));
        InstalledSdks.run(environment, List.of(cli, "send-envelope", envelope.toString()));
      }
      check(system, "OSError: disk full", 1, true);
    }
  }

  @Test
  void theSameMessageSentBySentryCliIsOneIssue() throws Exception {
    String cli = InstalledSdks.installed(".bin/sentry-cli").toString();
    InstalledSdks.program("node");
    try (TestSystem system = TestSystem.start()) {
      Map<String, String> environment = Map.of("SENTRY_DSN", system.connection().dsn());
      List<String> command =
          List.of(
              cli,
              "send-event",
              "--no-environ",
              "-m",
              "stock is low",
              "-t",
              "flavour:vanilla",
              "-r",
              "shop@1.2.3",
              "-E",
              "production",
              "-u",
              "id:42");
      InstalledSdks.run(environment, command);
      InstalledSdks.run(environment, command);
      check(system, "stock is low", 1, false);
    }
  }

  private static long seen(TestSystem system) {
    try (DynamoDbClient dynamoDb = system.connection().dynamoDb()) {
      return summaries(queries(system, dynamoDb)).stream().mapToLong(IssueSummary::timesSeen).sum();
    }
  }

  private static IssueQueries queries(TestSystem system, DynamoDbClient dynamoDb) {
    return new DynamoIssueQueries(
        dynamoDb,
        system.connection().table("IssuesTable"),
        system.connection().table("EventsTable"));
  }

  private static List<IssueSummary> summaries(IssueQueries queries) {
    return queries.list(1, EnumSet.allOf(IssueStatus.class), IssueQueries.LIST_MAX).issues();
  }

  /** Two runs of an application: an issue of its error, and one of its message. */
  private static void check(TestSystem system, String title, String first, String second)
      throws InterruptedException {
    List<String> events = check(system, title, 2, true);
    assertThat(events).containsExactlyInAnyOrder(first, second);
  }

  /**
   * What was sent twice is one issue of two events, with their tags, user, release and attachments.
   *
   * @param issues how many there are, this one included
   * @return the ids of its events
   */
  private static List<String> check(
      TestSystem system, String title, int issues, boolean withAttachments)
      throws InterruptedException {
    assertThat(system.driver().awaitQuiet(QUIET)).as("quiet").isTrue();
    assertThat(system.log()).isEmpty();
    assertThat(system.take("RejectedQueue")).isEmpty();
    try (DynamoDbClient dynamoDb = system.connection().dynamoDb()) {
      IssueQueries queries = queries(system, dynamoDb);
      List<IssueSummary> found = summaries(queries);
      assertThat(found).hasSize(issues).extracting(IssueSummary::timesSeen).containsOnly(2L);
      Issue issue =
          found.stream()
              .map(IssueSummary::issue)
              .filter(each -> each.latest().title().equals(title))
              .findAny()
              .orElseThrow(() -> new AssertionError("no issue '%s' in %s".formatted(title, found)));
      RecentEvents events = queries.recentEvents(issue);
      assertThat(events.tags().get("flavour")).containsEntry("vanilla", 2L);
      assertThat(queries.users(issue).users()).isEqualTo(1);
      assertThat(queries.releases(issue))
          .extracting(release -> release.version() + " " + release.environment())
          .containsExactly("shop@1.2.3 production");
      List<String> ids = events.events().stream().map(EventList.Entry::eventId).toList();
      assertThat(ids).hasSize(2);
      if (withAttachments) {
        ids.forEach(id -> checkAttachment(system, dynamoDb, id));
      }
      return ids;
    }
  }

  private static void checkAttachment(TestSystem system, DynamoDbClient dynamoDb, String eventId) {
    List<AttachmentRecord> attachments =
        new DynamoAttachmentRecords(
                dynamoDb, system.connection().table("EventsTable"), Duration.ofDays(90))
            .list(1, eventId);
    assertThat(attachments).hasSize(1);
    assertThat(attachments.getFirst().job().attachment().name().value()).isEqualTo("notes.txt");
    assertThat(attachments.getFirst().fate()).isInstanceOf(AttachmentFate.Stored.class);
  }
}
