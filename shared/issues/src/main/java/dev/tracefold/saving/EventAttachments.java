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
import dev.tracefold.project.Project;
import dev.tracefold.project.Projects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of the attachments that came described with an event (event-saving 15.3, 16). */
final class EventAttachments {

  private final Projects projects;
  private final CrashReportFilter filter;
  private final AttachmentRecords records;
  private final Clock clock;

  EventAttachments(
      Projects projects, CrashReports crashReports, AttachmentRecords records, Clock clock) {
    this.projects = Objects.requireNonNull(projects, "projects");
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
   *
   * @return the attachments that are kept
   */
  List<AttachmentDescription> decide(Placing.Placed placed) {
    Occurrence occurrence = placed.occurrence();
    List<AttachmentDescription> wanted = wanted(occurrence.message());
    if (wanted.stream().noneMatch(AttachmentDescription::crashReport)) {
      return wanted;
    }
    CrashReportFilter.Filtered filtered = filtered(occurrence, placed.issue().id());
    if (filtered.stripped()) {
      occurrence.payload().withObject("/metadata").put("stripped_crash", true);
    }
    return filtered.kept();
  }

  /** What is to be told once the event is counted. */
  Announced announced(Occurrence occurrence, @Nullable IssueId issue) {
    Owner owner = occurrence.owner();
    List<OutcomeMessage> outcomes = new ArrayList<>(malformed(owner));
    List<AttachmentDescription> kept = wanted(occurrence.message());
    if (issue != null && kept.stream().anyMatch(AttachmentDescription::crashReport)) {
      CrashReportFilter.Filtered filtered = filtered(occurrence, issue);
      kept = filtered.kept();
      Outcome limited = new Outcome.Filtered(AttachmentRecord.REASON_CRASH_REPORT_LIMIT);
      filtered.dropped().forEach(a -> outcomes.add(dropped(owner.job(issue, a), limited)));
    }
    return new Announced(kept.stream().map(a -> owner.job(issue, a)).toList(), outcomes);
  }

  /**
   * The event that attachments came with, of which no more may be known than its message says.
   *
   * @param acceptedAt when it came in
   */
  record Owner(Project project, EventMessage message, Instant acceptedAt) {

    private AttachmentJob job(@Nullable IssueId issue, AttachmentDescription attachment) {
      return new AttachmentJob(
          project.organizationId(),
          project.id(),
          message.eventId(),
          issue == null ? null : issue.value(),
          message.keyId(),
          acceptedAt,
          attachment);
    }
  }

  /** The outcomes of the attachments of an event that is dropped for a reason: it is theirs too. */
  List<OutcomeMessage> discarded(Owner owner, String reason) {
    List<OutcomeMessage> outcomes = new ArrayList<>(malformed(owner));
    Outcome outcome = new Outcome.Filtered(reason);
    wanted(owner.message()).forEach(a -> outcomes.add(dropped(owner.job(null, a), outcome)));
    return outcomes;
  }

  /** By the project's own limit or that of the deployment, which is one organisation. */
  private CrashReportFilter.Filtered filtered(Occurrence occurrence, IssueId issue) {
    return filter.filter(
        CrashReportLimit.of(occurrence.project().options(), projects.deploymentOptions()),
        occurrence.project().id(),
        issue.value(),
        occurrence.key().id(),
        wanted(occurrence.message()));
  }

  /** Those that were refused before are accounted for already (event-saving 16.3). */
  private static List<AttachmentDescription> wanted(EventMessage message) {
    return message.attachments().attachments().stream()
        .filter(attachment -> !attachment.rateLimited())
        .toList();
  }

  private OutcomeMessage dropped(AttachmentJob job, Outcome outcome) {
    return records.decide(AttachmentRecord.dropped(job, outcome, clock.instant())).outcome();
  }

  private static List<OutcomeMessage> malformed(Owner owner) {
    List<OutcomeMessage> outcomes = new ArrayList<>();
    for (AttachmentReading.Malformed problem : owner.message().attachments().malformed()) {
      Outcome outcome = new Outcome.Invalid(problem.reason());
      long projectId = owner.project().id();
      String eventId = owner.message().eventId();
      String itemId = "%s/%d".formatted(eventId, problem.position());
      outcomes.add(
          new OutcomeMessage(
              OutcomeMessage.id(projectId, DataCategory.ATTACHMENT, itemId, outcome),
              false,
              owner.acceptedAt(),
              owner.project().organizationId(),
              projectId,
              owner.message().keyId(),
              outcome,
              eventId,
              DataCategory.ATTACHMENT,
              1));
    }
    return outcomes;
  }
}
