package dev.tracefold.saveevents;

import dev.tracefold.attachment.dynamodb.DynamoAttachmentRecords;
import dev.tracefold.attachment.dynamodb.DynamoCrashReports;
import dev.tracefold.attachment.sqs.SqsAttachmentQueue;
import dev.tracefold.attribute.dynamodb.DynamoEventUsers;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.deadletter.dynamodb.DynamoFailureReasons;
import dev.tracefold.issue.dynamodb.DynamoIssueHistory;
import dev.tracefold.issue.dynamodb.DynamoIssueStore;
import dev.tracefold.issue.dynamodb.DynamoStatusStore;
import dev.tracefold.issue.operation.NextReleases;
import dev.tracefold.outcome.sqs.SqsOutcomeQueue;
import dev.tracefold.payload.s3.S3Payloads;
import dev.tracefold.payload.s3.S3StagedPayloads;
import dev.tracefold.project.CachedProjects;
import dev.tracefold.project.dynamodb.DynamoProjects;
import dev.tracefold.rejection.sqs.SqsRejectedQueue;
import dev.tracefold.release.dynamodb.DynamoReleases;
import dev.tracefold.saving.IssueStream;
import dev.tracefold.saving.SavingStores;
import dev.tracefold.saving.dynamodb.DynamoEventLedger;
import dev.tracefold.saving.dynamodb.DynamoFirstItems;
import dev.tracefold.saving.sqs.SqsIssueStream;
import dev.tracefold.userreport.dynamodb.DynamoUserReports;
import java.time.Clock;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Everything that saving talks to, on AWS. */
final class AwsStores {

  private AwsStores() {}

  static SavingStores of(
      Settings settings, AwsClients clients, Clock clock, RandomGenerator random) {
    DynamoDbClient dynamoDb = clients.dynamoDb();
    SqsClient sqs = clients.sqs();
    S3Client s3 = clients.s3();
    String issues = settings.issuesTable();
    String events = settings.eventsTable();
    DynamoIssueStore issueStore = new DynamoIssueStore(dynamoDb, issues);
    NextReleases nextReleases =
        new NextReleases(issueStore, new DynamoStatusStore(dynamoDb, issues));
    return new SavingStores(
        new CachedProjects(new DynamoProjects(dynamoDb, settings.projectsTable()), clock),
        new S3StagedPayloads(s3, settings.bucket()),
        new DynamoReleases(dynamoDb, issues, nextReleases, clock),
        new DynamoEventUsers(dynamoDb, issues, clock),
        issueStore,
        new DynamoIssueHistory(dynamoDb, issues, events, clock),
        new DynamoEventLedger(
            dynamoDb,
            new DynamoEventLedger.Tables(issues, events, settings.usageTable()),
            settings.retention(),
            clock,
            () -> drawId(random),
            random::nextInt),
        new DynamoFirstItems(dynamoDb, issues, clock),
        new S3Payloads(s3, settings.bucket(), clock, () -> drawId(random)),
        new DynamoUserReports(dynamoDb, events, clock, settings.retention()),
        new DynamoCrashReports(dynamoDb, events, clock, settings.retention()),
        new DynamoAttachmentRecords(dynamoDb, events, settings.retention()),
        new SqsAttachmentQueue(sqs, settings.attachmentsQueueUrl()),
        settings.issueStreamQueueUrl().isEmpty()
            ? IssueStream.OFF
            : new SqsIssueStream(sqs, settings.issueStreamQueueUrl(), settings.retention()),
        new SqsOutcomeQueue(sqs, settings.outcomesQueueUrl()),
        new SqsRejectedQueue(sqs, settings.rejectedQueueUrl()),
        new DynamoFailureReasons(dynamoDb, events, clock));
  }

  /** 96 random bits: never drawn twice in the life of a table. */
  private static String drawId(RandomGenerator random) {
    return Long.toString(random.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX)
        + Integer.toString(random.nextInt() & Integer.MAX_VALUE, Character.MAX_RADIX);
  }
}
