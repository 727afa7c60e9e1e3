package dev.tracefold.saving;

import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.rejection.RejectedMessage;
import dev.tracefold.userreport.ReportDecision;
import dev.tracefold.userreport.UserReport;
import dev.tracefold.userreport.UserReportStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Saves what users report about events (event-saving 14.6). */
final class ReportSaving {

  private static final String INVALID = "invalid_user_report";

  private final UserReportStore reports;
  private final EventLedger ledger;
  private final Clock clock;

  ReportSaving(UserReportStore reports, EventLedger ledger, Clock clock) {
    this.reports = Objects.requireNonNull(reports, "reports");
    this.ledger = Objects.requireNonNull(ledger, "ledger");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  void save(List<Arrived> arrived, Progress progress) {
    for (Arrived one : arrived) {
      try {
        save(one, progress);
      } catch (RuntimeException outage) {
        progress.retry(one.source().id(), outage);
      }
    }
  }

  private void save(Arrived arrived, Progress progress) {
    String messageId = arrived.source().id();
    switch (UserReport.read(arrived.payload())) {
      case UserReport.Reading.Malformed malformed -> {
        progress.outcome(messageId, outcome(arrived, new Outcome.Invalid(INVALID), false));
        progress.rejected.add(
            new Progress.Announced<>(
                messageId,
                new RejectedMessage(
                    arrived.source().body(),
                    INVALID,
                    malformed.problem(),
                    "save-events",
                    arrived.project().id())));
      }
      case UserReport.Reading.Valid valid -> save(arrived, valid.report(), progress);
    }
  }

  private void save(Arrived arrived, UserReport report, Progress progress) {
    String messageId = arrived.source().id();
    long projectId = arrived.project().id();
    ItemKey eventKey = new ItemKey(projectId, ItemKind.EVENT, report.eventId());
    EventRecord event = ledger.findCounted(List.of(eventKey)).get(eventKey);
    Instant happened = event == null ? null : event.datetime();
    Instant earlier =
        reports
            .find(projectId, report.eventId())
            .filter(kept -> !kept.report().equals(report))
            .map(UserReportStore.Kept::started)
            .orElse(null);
    switch (ReportDecision.of(started(arrived), happened, earlier)) {
      case REFUSE_OLD_EVENT ->
          progress.outcome(messageId, outcome(arrived, new Outcome.Filtered("old-event"), false));
      case REFUSE_SETTLED ->
          progress.outcome(
              messageId, outcome(arrived, new Outcome.Filtered("settled-report"), false));
      case KEEP, REPLACE -> {
        if (event == null || !event.isErased()) {
          reports.put(projectId, new UserReportStore.Kept(report, started(arrived)));
        }
        count(arrived, progress);
      }
    }
  }

  private void count(Arrived arrived, Progress progress) {
    String messageId = arrived.source().id();
    OutcomeMessage accepted = outcome(arrived, new Outcome.Accepted(), true);
    ItemKey key = key(arrived);
    EventRecord record = new EventRecord(key, null, null, 0, false, started(arrived), null);
    Fate fate = ledger.count(List.of(new Countable(record, accepted, Map.of()))).get(key);
    if (fate == null || fate instanceof Fate.Later) {
      progress.retry(messageId, "another function may be counting it");
    } else {
      progress.outcome(messageId, accepted);
    }
  }

  private OutcomeMessage outcome(Arrived arrived, Outcome outcome, boolean counted) {
    DataCategory category = DataCategory.FEEDBACK;
    long projectId = arrived.project().id();
    return new OutcomeMessage(
        OutcomeMessage.id(projectId, category, key(arrived).id(), outcome),
        counted,
        started(arrived),
        arrived.project().organizationId(),
        projectId,
        arrived.message().keyId(),
        outcome,
        arrived.message().eventId(),
        category,
        1);
  }

  /** What the report says makes it the item that it is: another text is another report. */
  private static ItemKey key(Arrived arrived) {
    String text = arrived.message().eventId() + PayloadJson.write(arrived.payload());
    long projectId = arrived.project().id();
    return new ItemKey(
        projectId, ItemKind.USER_REPORT, EventIds.derive(projectId, Bytes.utf8(text)));
  }

  private Instant started(Arrived arrived) {
    return Objects.requireNonNullElseGet(arrived.message().startTime(), clock::instant);
  }
}
