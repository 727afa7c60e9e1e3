package dev.tracefold.saving;

import dev.tracefold.attribute.EventUser;
import dev.tracefold.attribute.EventUserStore;
import dev.tracefold.intake.PayloadJson;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EventIds;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.payload.PayloadStore;
import dev.tracefold.receiving.EventPreparation;
import dev.tracefold.rejection.RejectedMessage;
import dev.tracefold.userreport.ReportDecision;
import dev.tracefold.userreport.UserReport;
import dev.tracefold.userreport.UserReportStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Saves what users report about events (event-saving 14.6). */
final class ReportSaving {

  private static final String INVALID = "invalid_user_report";

  private final UserReportStore reports;
  private final EventLedger ledger;
  private final PayloadStore payloads;
  private final EventUserStore users;
  private final Clock clock;

  ReportSaving(SavingStores stores, Clock clock) {
    this.reports = stores.reports();
    this.ledger = stores.ledger();
    this.payloads = stores.payloads();
    this.users = stores.users();
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
        OutcomeMessage told = outcome(arrived, new Outcome.Invalid(INVALID), false);
        progress.outcome(messageId, told);
        progress.rejected.add(
            new Progress.Announced<>(messageId, rejection(arrived, malformed.problem(), told)));
      }
      case UserReport.Reading.Valid valid -> save(arrived, valid.report(), progress);
    }
  }

  private static RejectedMessage rejection(Arrived arrived, String problem, OutcomeMessage told) {
    RejectedMessage refused =
        new RejectedMessage(
            arrived.source().body(),
            INVALID,
            problem,
            "save-events",
            arrived.project().id(),
            told,
            arrived.source().reacceptances());
    return refused.scrubbed(EventPreparation.scrubbing(arrived.project().options()));
  }

  private void save(Arrived arrived, UserReport report, Progress progress) {
    long projectId = arrived.project().id();
    ItemKey eventKey = new ItemKey(projectId, ItemKind.EVENT, report.eventId());
    Map<ItemKey, EventRecord> decided = ledger.find(List.of(eventKey, key(arrived)));
    EventRecord itself = decided.get(key(arrived));
    if (itself != null) {
      // Its fate stays, whatever event or report has come since.
      settle(arrived, itself, progress);
      return;
    }
    EventRecord event =
        Optional.ofNullable(decided.get(eventKey)).filter(EventRecord::isCounted).orElse(null);
    Instant happened = event == null ? null : event.datetime();
    Instant other =
        reports
            .find(projectId, report.eventId())
            .filter(kept -> !kept.report().equals(report))
            .map(UserReportStore.Kept::started)
            .orElse(null);
    switch (ReportDecision.of(started(arrived), happened, other)) {
      case REFUSE_OLD_EVENT -> decide(arrived, "old-event", progress);
      case REFUSE_SETTLED -> decide(arrived, "settled-report", progress);
      case OVERTAKEN -> decide(arrived, null, progress);
      case KEEP, REPLACE -> {
        if (event == null || !event.isErased()) {
          reports.put(projectId, new UserReportStore.Kept(report, started(arrived)));
          nameUser(projectId, report, event);
        }
        decide(arrived, null, progress);
      }
    }
  }

  /**
   * Gives the event's user the name that the report tells. While the event is not known, that is
   * the user who is known by the report's e-mail address alone.
   */
  private void nameUser(long projectId, UserReport report, @Nullable EventRecord event) {
    if (report.name().isEmpty()) {
      return;
    }
    Optional<String> user;
    if (event != null && event.position() != null) {
      user =
          payloads
              .read(projectId, event.position())
              .flatMap(payload -> EventUser.read(payload.path("user")))
              .map(EventUser::hash);
    } else {
      user = Optional.of(report.email()).filter(e -> !e.isEmpty()).map(EventUser::hashOfEmail);
    }
    user.ifPresent(hash -> users.nameUnnamed(projectId, hash, report.name()));
  }

  private void decide(Arrived arrived, @Nullable String dropped, Progress progress) {
    ItemKey key = key(arrived);
    EventRecord record =
        dropped == null
            ? EventRecord.counted(key, null, null, 0, null, started(arrived), null)
            : EventRecord.dropped(key, started(arrived), dropped);
    OutcomeMessage accepted =
        dropped == null ? outcome(arrived, new Outcome.Accepted(), true) : null;
    Countable countable = new Countable(record, accepted, Map.of());
    switch (Objects.requireNonNull(ledger.count(List.of(countable), keys -> {}).get(key))) {
      case Fate.CountedNow now -> settle(arrived, record, progress);
      case Fate.CountedBefore before -> settle(arrived, before.record(), progress);
      case Fate.Later later ->
          progress.retry(arrived.source().id(), "another function may be counting it");
    }
  }

  private void settle(Arrived arrived, EventRecord record, Progress progress) {
    String reason = record.dropped();
    Outcome outcome = reason == null ? new Outcome.Accepted() : new Outcome.Filtered(reason);
    progress.outcome(arrived.source().id(), outcome(arrived, outcome, record.isCounted()));
  }

  private OutcomeMessage outcome(Arrived arrived, Outcome outcome, boolean counted) {
    DataCategory category = DataCategory.FEEDBACK;
    long projectId = arrived.project().id();
    return new OutcomeMessage(
        OutcomeMessage.id(
            projectId, category, key(arrived).id(), outcome, arrived.source().reacceptances()),
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
