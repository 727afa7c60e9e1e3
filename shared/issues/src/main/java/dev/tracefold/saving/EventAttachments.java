package dev.tracefold.saving;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentReading;
import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.AttachmentRecords;
import dev.tracefold.attachment.CrashReportFilter;
import dev.tracefold.attachment.CrashReportLimit;
import dev.tracefold.attachment.CrashReports;
import dev.tracefold.issue.IssueId;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.project.ProjectOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of the attachments that came described with an event (event-saving 15.3, 16). */
final class EventAttachments {

  private final CrashReportFilter filter;
  private final AttachmentRecords records;
  private final Clock clock;

  EventAttachments(CrashReports crashReports, AttachmentRecords records, Clock clock) {
    this.filter = new CrashReportFilter(crashReports);
    this.records = Objects.requireNonNull(records, "records");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * What is to be told of an event's attachments.
   *
   * @param jobs those that are to be stored
   * @param outcomes those of the others
   */
  record Announced(List<AttachmentJob> jobs, List<OutcomeMessage> outcomes) {}

  /**
   * Notes in the payload whether a crash report was left out, before the payload is stored; the
   * decision itself is kept per attachment, so that asking again gives the same.
   */
  void decide(Placing.Placed placed) {
    Occurrence occurrence = placed.occurrence();
    if (wanted(occurrence).stream().anyMatch(AttachmentDescription::crashReport)
        && filtered(occurrence, placed.issue().id()).stripped()) {
      occurrence.payload().withObject("/metadata").put("stripped_crash", true);
    }
  }

  /** What is to be told once the event is counted. */
  Announced announced(Occurrence occurrence, @Nullable IssueId issue) {
    List<OutcomeMessage> outcomes = new ArrayList<>(malformed(occurrence));
    List<AttachmentDescription> wanted = wanted(occurrence);
    if (wanted.isEmpty()) {
      return new Announced(List.of(), outcomes);
    }
    List<AttachmentDescription> kept = wanted;
    if (issue != null && wanted.stream().anyMatch(AttachmentDescription::crashReport)) {
      CrashReportFilter.Filtered filtered = filtered(occurrence, issue);
      kept = filtered.kept();
      Outcome limited = new Outcome.Filtered(AttachmentRecord.REASON_CRASH_REPORT_LIMIT);
      filtered.dropped().forEach(a -> outcomes.add(dropped(occurrence, issue, a, limited)));
    }
    return new Announced(kept.stream().map(a -> job(occurrence, issue, a)).toList(), outcomes);
  }

  /** The outcomes of the attachments of an event that is discarded. */
  List<OutcomeMessage> discarded(Occurrence occurrence) {
    List<OutcomeMessage> outcomes = new ArrayList<>(malformed(occurrence));
    Outcome outcome = new Outcome.Filtered(AttachmentRecord.REASON_DISCARDED);
    wanted(occurrence).forEach(a -> outcomes.add(dropped(occurrence, null, a, outcome)));
    return outcomes;
  }

  private CrashReportFilter.Filtered filtered(Occurrence occurrence, IssueId issue) {
    return filter.filter(
        CrashReportLimit.of(occurrence.project().options(), ProjectOptions.NONE),
        occurrence.project().id(),
        issue.value(),
        occurrence.key().id(),
        wanted(occurrence));
  }

  /** Those that were refused before are accounted for already (event-saving 16.3). */
  private static List<AttachmentDescription> wanted(Occurrence occurrence) {
    return occurrence.message().attachments().attachments().stream()
        .filter(attachment -> !attachment.rateLimited())
        .toList();
  }

  private OutcomeMessage dropped(
      Occurrence occurrence,
      @Nullable IssueId issue,
      AttachmentDescription attachment,
      Outcome outcome) {
    AttachmentJob job = job(occurrence, issue, attachment);
    return records.decide(AttachmentRecord.dropped(job, outcome, clock.instant())).outcome();
  }

  private static AttachmentJob job(
      Occurrence occurrence, @Nullable IssueId issue, AttachmentDescription attachment) {
    return new AttachmentJob(
        occurrence.project().organizationId(),
        occurrence.project().id(),
        occurrence.key().id(),
        issue == null ? null : issue.value(),
        occurrence.message().keyId(),
        occurrence.acceptedAt(),
        attachment);
  }

  private static List<OutcomeMessage> malformed(Occurrence occurrence) {
    List<OutcomeMessage> outcomes = new ArrayList<>();
    for (AttachmentReading.Malformed problem : occurrence.message().attachments().malformed()) {
      Outcome outcome = new Outcome.Invalid(problem.reason());
      long projectId = occurrence.project().id();
      String itemId = "%s/%d".formatted(occurrence.key().id(), problem.position());
      outcomes.add(
          new OutcomeMessage(
              OutcomeMessage.id(projectId, DataCategory.ATTACHMENT, itemId, outcome),
              false,
              occurrence.acceptedAt(),
              occurrence.project().organizationId(),
              projectId,
              occurrence.message().keyId(),
              outcome,
              occurrence.key().id(),
              DataCategory.ATTACHMENT,
              1));
    }
    return outcomes;
  }
}
