package dev.tracefold.benchmark.load;

import dev.tracefold.issue.IssueStatus;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.issue.query.IssueSummary;
import dev.tracefold.local.Connection;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.usage.UsageRow;
import dev.tracefold.usage.dynamodb.DynamoUsageCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Compares what the system shows with what was sent into it. */
final class LoadCheck {

  private static final long PROJECT = 1;

  /** Queues in which nothing may be. */
  private static final List<String> FAILED =
      List.of(
          "EventsDeadLetterQueue",
          "AttachmentsDeadLetterQueue",
          "OutcomesDeadLetterQueue",
          "RejectedQueue");

  private final Connection connection;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;

  LoadCheck(Connection connection, DynamoDbClient dynamoDb, SqsClient sqs) {
    this.connection = connection;
    this.dynamoDb = dynamoDb;
    this.sqs = sqs;
  }

  /** What is not as it should be, a sentence each; empty if every count is right. */
  List<String> differences(Load load, SentEvents sent) {
    List<String> differences = new ArrayList<>();
    addIssues(load, sent, differences);
    addUsage(sent, differences);
    addFailed(differences);
    return differences;
  }

  private void addIssues(Load load, SentEvents sent, List<String> differences) {
    IssueQueries queries =
        new DynamoIssueQueries(
            dynamoDb, connection.table("IssuesTable"), connection.table("EventsTable"));
    Set<Integer> found = new TreeSet<>();
    for (IssueSummary summary :
        queries.list(PROJECT, EnumSet.allOf(IssueStatus.class), IssueQueries.LIST_MAX).issues()) {
      long number = summary.issue().number();
      SentEvents.@Nullable Sent first = sent.find(summary.issue().creator());
      if (first == null || !found.add(first.issue())) {
        differences.add("issue %d is one too many".formatted(number));
        continue;
      }
      long expected = sent.ofIssue(first.issue());
      if (summary.timesSeen() != expected) {
        differences.add(
            "issue %d counts %d events, %d were sent"
                .formatted(number, summary.timesSeen(), expected));
      }
    }
    if (found.size() < load.issues()) {
      differences.add("found %d issues, expected %d".formatted(found.size(), load.issues()));
    }
  }

  private void addUsage(SentEvents sent, List<String> differences) {
    DynamoUsageCounters counters =
        new DynamoUsageCounters(
            dynamoDb, connection.table("UsageTable"), Clock.systemUTC(), Duration.ofDays(1));
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    long accepted = 0;
    long other = 0;
    for (UsageRow row : counters.read(PROJECT, today.minusDays(1), today.plusDays(1))) {
      if (row.key().outcome() instanceof Outcome.Accepted) {
        accepted += row.items();
      } else {
        other += row.items();
      }
    }
    if (accepted != sent.size() || other > 0) {
      differences.add(
          "usage counts %d accepted events and %d others, %d were sent"
              .formatted(accepted, other, sent.size()));
    }
  }

  private void addFailed(List<String> differences) {
    for (String queue : FAILED) {
      String messages =
          sqs.getQueueAttributes(
                  request ->
                      request
                          .queueUrl(connection.queue(queue))
                          .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
              .attributes()
              .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
      if (!"0".equals(messages)) {
        differences.add("%s holds %s messages, expected none".formatted(queue, messages));
      }
    }
  }
}
