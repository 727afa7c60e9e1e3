package dev.tracefold.saving;

import dev.tracefold.attachment.AttachmentQueue;
import dev.tracefold.attachment.AttachmentRecords;
import dev.tracefold.attachment.CrashReports;
import dev.tracefold.attribute.EventUserStore;
import dev.tracefold.deadletter.FailureReasons;
import dev.tracefold.issue.IssueHistory;
import dev.tracefold.issue.IssueStore;
import dev.tracefold.outcome.OutcomeQueue;
import dev.tracefold.payload.PayloadStore;
import dev.tracefold.payload.StagedPayloads;
import dev.tracefold.project.Projects;
import dev.tracefold.rejection.RejectedQueue;
import dev.tracefold.release.ReleaseStore;
import dev.tracefold.userreport.UserReportStore;

/** Everything outside that saving reads and writes. */
public record SavingStores(
    Projects projects,
    StagedPayloads stagedPayloads,
    ReleaseStore releases,
    EventUserStore users,
    IssueStore issues,
    IssueHistory history,
    EventLedger ledger,
    FirstItems firstItems,
    PayloadStore payloads,
    UserReportStore reports,
    CrashReports crashReports,
    AttachmentRecords attachmentRecords,
    AttachmentQueue attachments,
    IssueStream stream,
    OutcomeQueue outcomes,
    RejectedQueue rejected,
    FailureReasons failures) {}
