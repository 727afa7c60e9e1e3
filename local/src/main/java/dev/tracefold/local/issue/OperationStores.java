package dev.tracefold.local.issue;

import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.erasure.Erasure;
import dev.tracefold.erasure.dynamodb.AwsErasureStore;
import dev.tracefold.issue.Issue;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.issue.dynamodb.DynamoDeletionStore;
import dev.tracefold.issue.dynamodb.DynamoIssueHistory;
import dev.tracefold.issue.dynamodb.DynamoIssueStore;
import dev.tracefold.issue.dynamodb.DynamoMergeStore;
import dev.tracefold.issue.dynamodb.DynamoStatusStore;
import dev.tracefold.issue.operation.DeletionStore;
import dev.tracefold.issue.operation.IssueDeletion;
import dev.tracefold.issue.operation.IssueMerging;
import dev.tracefold.issue.operation.IssueStatuses;
import dev.tracefold.issue.operation.IssueUnmerging;
import dev.tracefold.issue.operation.MergeStore;
import dev.tracefold.issue.operation.NextReleases;
import dev.tracefold.issue.operation.StatusStore;
import dev.tracefold.local.Connection;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.release.ReleaseQueries;
import dev.tracefold.release.ReleaseStore;
import dev.tracefold.release.dynamodb.DynamoReleaseQueries;
import dev.tracefold.release.dynamodb.DynamoReleases;
import dev.tracefold.saving.dynamodb.DynamoEventRecords;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What operations on issues work with, for one run of a command on one system. */
public final class OperationStores implements AutoCloseable {

  private final DynamoDbClient dynamoDb;
  private final Clock clock;
  private final IssueReader reader;
  private final IssueStore issues;
  private final StatusStore statuses;
  private final IssueHistory history;
  private final ReleaseStore releases;
  private final ReleaseQueries releaseQueries;
  private final MergeStore merges;
  private final DeletionStore deletions;
  private final S3Client s3;
  private final S3Payloads payloads;
  private final Erasure erasure;

  public OperationStores(Connection connection, Clock clock) {
    String issuesTable = connection.table("IssuesTable");
    String eventsTable = connection.table("EventsTable");
    this.dynamoDb = connection.dynamoDb();
    this.clock = clock;
    this.reader = new IssueReader(dynamoDb, connection);
    this.issues = new DynamoIssueStore(dynamoDb, issuesTable);
    this.statuses = new DynamoStatusStore(dynamoDb, issuesTable);
    this.history = new DynamoIssueHistory(dynamoDb, issuesTable, eventsTable, clock);
    this.releaseQueries = new DynamoReleaseQueries(dynamoDb, issuesTable);
    this.merges = new DynamoMergeStore(dynamoDb, issuesTable, eventsTable);
    this.deletions = new DynamoDeletionStore(dynamoDb, issuesTable, eventsTable);
    this.s3 = connection.s3();
    this.payloads = S3Payloads.reading(s3, connection.bucket(), clock);
    this.erasure =
        new Erasure(
            payloads,
            payloads,
            DynamoEventRecords.of(dynamoDb, eventsTable, clock),
            new DynamoAttachmentRecords(dynamoDb, eventsTable, connection.retention()),
            issues,
            new AwsErasureStore(dynamoDb, s3, issuesTable, eventsTable, connection.bucket()));
    this.releases =
        new DynamoReleases(dynamoDb, issuesTable, new NextReleases(issues, statuses), clock);
  }

  IssueReader reader() {
    return reader;
  }

  IssueStatuses statuses() {
    return new IssueStatuses(issues, statuses, history, reader.queries(), releases, clock);
  }

  IssueMerging merging() {
    return new IssueMerging(issues, merges, history, clock);
  }

  /** The issue of an id or a short id itself, also if it was merged into another one. */
  Optional<Issue> unfollowed(String idOrShortId) {
    return reader
        .unfollowed(idOrShortId)
        .flatMap(id -> Optional.ofNullable(issues.findIssues(Set.of(id)).get(id)));
  }

  ReleaseStore releases() {
    return releases;
  }

  ReleaseQueries releaseQueries() {
    return releaseQueries;
  }

  DeletionStore deletions() {
    return deletions;
  }

  IssueDeletion deletion() {
    return new IssueDeletion(issues, merges, deletions, clock);
  }

  Erasure erasure() {
    return erasure;
  }

  IssueUnmerging unmerging() {
    return new IssueUnmerging(
        issues, merges, history, payloads, clock, new SecureRandom()::nextInt);
  }

  @Override
  public void close() {
    dynamoDb.close();
    s3.close();
  }
}
