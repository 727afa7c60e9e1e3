package dev.tracefold.attachment;

import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import java.time.Instant;
import java.util.Objects;

/**
 * An attachment with its fate: the one record of it, from which its outcome follows, so that every
 * delivery reports the same.
 *
 * @param job what was to be done
 * @param fate what became of it
 * @param decidedAt when
 */
public record AttachmentRecord(AttachmentJob job, AttachmentFate fate, Instant decidedAt) {

  /** Reason of an outcome: a chunk of the bytes was never staged (event-saving 16.6). */
  public static final String REASON_MISSING_CHUNKS = "missing_chunks";

  /** Reason of an outcome: more than {@link AttachmentDescription#BYTES_MAX} bytes were staged. */
  public static final String REASON_TOO_LARGE = "too_large";

  /** Reason of an outcome: there is no such project, or it is switched off. */
  public static final String REASON_PROJECT = "project_id";

  /**
   * Reason of an outcome: a crash report came without its event, where no issue's limit holds
   * (event-saving 21.3).
   */
  public static final String REASON_NO_ISSUE = "crash_report_without_event";

  /** Reason of an outcome: the issue has as many crash reports as it may (event-saving 16.4). */
  public static final String REASON_CRASH_REPORT_LIMIT = "crash-report-limit";

  /** Reason of an outcome: its event was discarded (event-saving 15.3). */
  public static final String REASON_DISCARDED = "discarded-hash";

  public AttachmentRecord {
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(fate, "fate");
    Objects.requireNonNull(decidedAt, "decidedAt");
  }

  /** A record of an attachment that is not kept. */
  public static AttachmentRecord dropped(AttachmentJob job, Outcome outcome, Instant now) {
    return new AttachmentRecord(job, new AttachmentFate.Dropped(outcome), now);
  }

  /**
   * Its one outcome (event-saving 16.6, 17.2): stamped with the job's start time, or else the time
   * of the decision. The quantity is the described size: for an accepted one at least 1, for a
   * filtered or rate-limited one also 0, and 1 for one that could not be read.
   */
  public OutcomeMessage outcome() {
    Outcome outcome =
        switch (fate) {
          case AttachmentFate.Stored stored -> new Outcome.Accepted();
          case AttachmentFate.Dropped dropped -> dropped.outcome();
        };
    Instant startTime = job.startTime();
    return new OutcomeMessage(
        OutcomeMessage.id(job.projectId(), DataCategory.ATTACHMENT, job.itemId(), outcome),
        false,
        startTime == null ? decidedAt : startTime,
        job.organizationId(),
        job.projectId(),
        job.keyId(),
        outcome,
        job.eventId(),
        DataCategory.ATTACHMENT,
        quantity(outcome, job.attachment().size()));
  }

  private static long quantity(Outcome outcome, long size) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> Math.max(size, 1);
      case Outcome.Invalid invalid -> 1;
      case Outcome.Filtered filtered -> size;
      case Outcome.RateLimited rateLimited -> size;
      case Outcome.Abuse abuse -> size;
      case Outcome.ClientDiscard discard -> size;
    };
  }
}
