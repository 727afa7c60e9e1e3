package dev.tracefold.saving;

import static java.util.stream.Collectors.groupingBy;

import dev.tracefold.deadletter.FailureReasons;
import dev.tracefold.killswitch.KillSwitches;
import dev.tracefold.metric.Metric;
import dev.tracefold.metric.MetricTag;
import dev.tracefold.metric.Metrics;
import dev.tracefold.project.ProjectOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Saves batches of messages (event-saving 5): read, group, find or create issues, store payloads,
 * count once, update issues, announce. One message that fails comes again; its neighbours do not.
 */
public final class Saving {

  /** Less than this left, and the rest of a batch is handed back rather than begun. */
  public static final Duration TIME_MIN = Duration.ofSeconds(15);

  private final SavingStores stores;
  private final Reception reception;
  private final Occurrences occurrences;
  private final EventSaving events;
  private final ReportSaving reports;
  private final Announcement announcement;

  /**
   * @param random draws from 0 (included) to 1
   * @param atOnce updates different issues, which do not depend on each other
   */
  public Saving(
      SavingStores stores,
      Clock clock,
      DoubleSupplier random,
      IntSupplier randomBits,
      AtOnce atOnce) {
    this.stores = Objects.requireNonNull(stores, "stores");
    EventAttachments attachments =
        new EventAttachments(
            stores.projects(), stores.crashReports(), stores.attachmentRecords(), clock);
    reception =
        new Reception(
            stores.projects(),
            stores.stagedPayloads(),
            new LoadShedding(stores.ledger(), attachments),
            clock);
    occurrences = new Occurrences(stores.releases(), new EventGrouping(random), clock);
    events = new EventSaving(stores, attachments, clock, randomBits, atOnce);
    reports = new ReportSaving(stores, clock);
    announcement =
        new Announcement(
            stores.attachments(), stores.stream(), stores.outcomes(), stores.rejected());
  }

  /**
   * Saves a batch.
   *
   * @param timeLeft how long the function may still run
   * @param metrics where the invocation collects what it reports
   */
  public SaveReport save(
      List<IncomingMessage> messages, Supplier<Duration> timeLeft, Metrics metrics) {
    Map<String, String> retries = new LinkedHashMap<>();
    for (List<IncomingMessage> together : DeliveryOrder.of(messages)) {
      if (timeLeft.get().compareTo(TIME_MIN) < 0) {
        together.forEach(message -> retries.put(message.id(), "no time was left"));
        continue;
      }
      Progress progress = new Progress(metrics);
      try {
        metrics.run(Metric.SAVE, () -> save(together, progress));
      } catch (RuntimeException outage) {
        together.forEach(message -> progress.retry(message.id(), outage));
      }
      announcement.send(progress);
      retries.putAll(progress.retries());
    }
    if (!retries.isEmpty()) {
      metrics.count(Metric.FAILED, retries.size());
      stores.failures().note(failures(messages, retries));
    }
    return new SaveReport(retries);
  }

  private static List<FailureReasons.Failure> failures(
      List<IncomingMessage> messages, Map<String, String> retries) {
    List<FailureReasons.Failure> failures = new ArrayList<>();
    for (IncomingMessage message : messages) {
      String reason = retries.get(message.id());
      if (reason != null) {
        failures.add(new FailureReasons.Failure(message.id(), message.deliveries(), reason));
      }
    }
    return failures;
  }

  private void save(List<IncomingMessage> messages, Progress progress) {
    ProjectOptions deployment = stores.projects().deploymentOptions();
    KillSwitches switches =
        new KillSwitches(
            deployment.toJson(),
            (killSwitch, matched) ->
                progress.metrics.count(
                    Metric.KILL_SWITCHES,
                    1,
                    MetricTag.KILL_SWITCH.with(killSwitch.option()),
                    MetricTag.DECISION.with(matched ? "matched" : "passed")));
    Map<Boolean, List<Arrived>> byReport =
        reception.receive(messages, switches, progress).stream()
            .collect(groupingBy(one -> one.message().kind() == ItemKind.USER_REPORT));
    Occurrences.Sorted sorted =
        occurrences.of(byReport.getOrDefault(false, List.of()), deployment, switches, progress);
    events.save(sorted, switches, progress);
    // After the events: a report often comes with its event.
    reports.save(byReport.getOrDefault(true, List.of()), progress);
  }
}
