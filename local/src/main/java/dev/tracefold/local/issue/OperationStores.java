package dev.tracefold.local.issue;

import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.issue.dynamodb.DynamoIssueHistory;
import dev.tracefold.issue.dynamodb.DynamoIssueStore;
import dev.tracefold.issue.dynamodb.DynamoStatusStore;
import dev.tracefold.issue.operation.IssueStatuses;
import dev.tracefold.issue.operation.NextReleases;
import dev.tracefold.issue.operation.StatusStore;
import dev.tracefold.local.Connection;
import dev.tracefold.release.ReleaseStore;
import dev.tracefold.release.dynamodb.DynamoReleases;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What operations on issues work with, for one run of a command on one system. */
public final class OperationStores implements AutoCloseable {

  private final DynamoDbClient dynamoDb;
  private final Clock clock;
  private final IssueReader reader;
  private final IssueStore issues;
  private final StatusStore statuses;
  private final IssueHistory history;
  private final ReleaseStore releases;

  public OperationStores(Connection connection, Clock clock) {
    String issuesTable = connection.table("IssuesTable");
    this.dynamoDb = connection.dynamoDb();
    this.clock = clock;
    this.reader = new IssueReader(dynamoDb, connection);
    this.issues = new DynamoIssueStore(dynamoDb, issuesTable);
    this.statuses = new DynamoStatusStore(dynamoDb, issuesTable);
    this.history =
        new DynamoIssueHistory(dynamoDb, issuesTable, connection.table("EventsTable"), clock);
    this.releases =
        new DynamoReleases(dynamoDb, issuesTable, new NextReleases(issues, statuses), clock);
  }

  IssueReader reader() {
    return reader;
  }

  IssueStatuses statuses() {
    return new IssueStatuses(issues, statuses, history, reader.queries(), releases, clock);
  }

  @Override
  public void close() {
    dynamoDb.close();
  }
}
