package dev.tracefold.saveevents;

import dev.tracefold.attachment.AttachmentRecords;
import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.erasure.Erasure;
import dev.tracefold.erasure.dynamodb.AwsErasureStore;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.issue.dynamodb.DynamoDeletionStore;
import dev.tracefold.issue.dynamodb.DynamoIssueHistory;
import dev.tracefold.issue.dynamodb.DynamoIssueQueries;
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
import dev.tracefold.issue.query.IssueQueries;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.release.ReleaseStore;
import dev.tracefold.release.dynamodb.DynamoReleases;
import dev.tracefold.saving.EventRecords;
import dev.tracefold.saving.dynamodb.DynamoEventRecords;
import java.time.Duration;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Operations on the issues of a world, as a process of its own has them. */
final class Operations {

  final IssueStore issues;
  final IssueHistory history;
  final IssueQueries queries;
  final ReleaseStore releases;
  final IssueStatuses statuses;
  final IssueMerging merging;
  final IssueUnmerging unmerging;
  final DeletionStore deletions;
  final IssueDeletion deletion;
  final S3Payloads payloads;
  final AttachmentRecords attachments;
  final EventRecords records;
  final Erasure erasure;

  /**
   * @param clients make the calls
   * @param random draws ids
   */
  Operations(SavingWorld world, AwsClients clients, RandomGenerator random) {
    DynamoDbClient dynamoDb = clients.dynamoDb();
    S3Client s3 = clients.s3();
    String issuesTable = world.stack.table("IssuesTable");
    String eventsTable = world.stack.table("EventsTable");
    String bucket = world.stack.bucket();
    issues = new DynamoIssueStore(dynamoDb, issuesTable);
    StatusStore statusStore = new DynamoStatusStore(dynamoDb, issuesTable);
    history = new DynamoIssueHistory(dynamoDb, issuesTable, eventsTable, world.clock);
    queries = new DynamoIssueQueries(dynamoDb, issuesTable, eventsTable);
    releases =
        new DynamoReleases(
            dynamoDb, issuesTable, new NextReleases(issues, statusStore), world.clock);
    statuses = new IssueStatuses(issues, statusStore, history, queries, releases, world.clock);
    MergeStore merges = new DynamoMergeStore(dynamoDb, issuesTable, eventsTable);
    merging = new IssueMerging(issues, merges, history, world.clock);
    payloads = S3Payloads.reading(s3, bucket, world.clock);
    unmerging = new IssueUnmerging(issues, merges, history, payloads, world.clock, random::nextInt);
    deletions = new DynamoDeletionStore(dynamoDb, issuesTable, eventsTable);
    deletion = new IssueDeletion(issues, merges, deletions, world.clock);
    attachments = new DynamoAttachmentRecords(dynamoDb, eventsTable, Duration.ofDays(90));
    records = DynamoEventRecords.of(dynamoDb, eventsTable, world.clock);
    erasure =
        new Erasure(
            payloads,
            payloads,
            records,
            attachments,
            issues,
            new AwsErasureStore(dynamoDb, s3, issuesTable, eventsTable, bucket));
  }
}
