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
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What SDKs send ends in the issue where it belongs, through the whole system. */
final class SdkIssuesTest {

  private static final Duration QUIET = Duration.ofSeconds(60);

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

  /** Two runs of an application: an issue of its error, and one of its message. */
  private static void check(TestSystem system, String title, String first, String second)
      throws InterruptedException {
    assertThat(system.driver().awaitQuiet(QUIET)).as("quiet").isTrue();
    assertThat(system.log()).isEmpty();
    assertThat(system.take("RejectedQueue")).isEmpty();
    try (DynamoDbClient dynamoDb = system.connection().dynamoDb()) {
      IssueQueries queries =
          new DynamoIssueQueries(
              dynamoDb,
              system.connection().table("IssuesTable"),
              system.connection().table("EventsTable"));
      List<IssueSummary> issues =
          queries.list(1, EnumSet.allOf(IssueStatus.class), IssueQueries.LIST_MAX).issues();
      assertThat(issues).extracting(IssueSummary::timesSeen).containsExactly(2L, 2L);
      Issue issue =
          issues.stream()
              .map(IssueSummary::issue)
              .filter(each -> each.latest().title().equals(title))
              .findAny()
              .orElseThrow(
                  () -> new AssertionError("no issue '%s' in %s".formatted(title, issues)));
      RecentEvents events = queries.recentEvents(issue);
      assertThat(events.events())
          .extracting(EventList.Entry::eventId)
          .containsExactlyInAnyOrder(first, second);
      assertThat(events.tags().get("flavour")).containsEntry("vanilla", 2L);
      assertThat(queries.users(issue).users()).isEqualTo(1);
      assertThat(queries.releases(issue))
          .extracting(release -> release.version() + " " + release.environment())
          .containsExactly("shop@1.2.3 production");
      checkAttachment(system, dynamoDb, second);
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
