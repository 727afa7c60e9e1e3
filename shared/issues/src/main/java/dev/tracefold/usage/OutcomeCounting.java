package dev.tracefold.usage;

import dev.tracefold.deadletter.FailureReasons;
import dev.tracefold.intake.scrubbing.ScrubbingSettings;
import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeReading;
import dev.tracefold.rejection.RejectedMessage;
import dev.tracefold.rejection.RejectedQueue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works through messages of the outcomes queue: each outcome is counted once. Those that say that
 * they are counted already, in the transaction that saved their event, are not counted again; those
 * of no project have no counter and are only reported.
 */
public final class OutcomeCounting {

  /** Reason of a rejected message: it is no outcome. */
  public static final String REASON_MALFORMED = "invalid_outcome";

  private static final String SOURCE = "count-outcomes";

  private static final System.Logger LOG = System.getLogger(OutcomeCounting.class.getName());

  private final UsageCounters counters;
  private final RejectedQueue rejected;
  private final FailureReasons failures;

  public OutcomeCounting(UsageCounters counters, RejectedQueue rejected, FailureReasons failures) {
    this.counters = counters;
    this.rejected = rejected;
    this.failures = failures;
  }

  /**
   * A message of the queue.
   *
   * @param id names it in the answer
   * @param body should be an outcome
   * @param deliveries how often it was delivered, this time included
   */
  public record Message(String id, String body, int deliveries) {}

  /**
   * Works through a batch.
   *
   * @param metrics counts the outcomes that were new; a redelivery may repeat those that were
   *     counted elsewhere
   * @return ids of the messages that have to be delivered again
   */
  public Set<String> count(List<Message> batch, Metrics metrics) {
    Map<String, RejectedMessage> refused = new LinkedHashMap<>();
    Map<String, OutcomeMessage> outcomes = new LinkedHashMap<>();
    List<OutcomeMessage> fresh = new ArrayList<>();
    for (Message message : batch) {
      switch (OutcomeMessage.read(message.body())) {
        case OutcomeReading.Valid valid -> {
          if (valid.message().counted() || valid.message().projectId() <= 0) {
            fresh.add(valid.message());
          } else {
            outcomes.put(message.id(), valid.message());
          }
        }
        case OutcomeReading.Malformed malformed ->
            refused.put(
                message.id(),
                new RejectedMessage(
                        message.body(), REASON_MALFORMED, malformed.problem(), SOURCE, null)
                    .scrubbed(ScrubbingSettings.DEFAULT));
      }
    }
    Map<String, String> again = new LinkedHashMap<>(counted(outcomes, fresh));
    unsent(refused).forEach(id -> again.put(id, "the rejected queue did not take it"));
    fresh.forEach(metrics::count);
    note(batch, again);
    return Set.copyOf(again.keySet());
  }

  private void note(List<Message> batch, Map<String, String> again) {
    List<FailureReasons.Failure> failed = new ArrayList<>();
    for (Message message : batch) {
      String reason = again.get(message.id());
      if (reason != null) {
        failed.add(new FailureReasons.Failure(message.id(), message.deliveries(), reason));
      }
    }
    failures.note(failed);
  }

  /** Counts what is not counted; the messages that could not be, with the reason. */
  private Map<String, String> counted(
      Map<String, OutcomeMessage> outcomes, List<OutcomeMessage> fresh) {
    Map<String, OutcomeMessage> byId = new LinkedHashMap<>();
    outcomes.values().forEach(outcome -> byId.putIfAbsent(outcome.id(), outcome));
    Map<String, UsageCounters.Result> results;
    try {
      results = byId.isEmpty() ? Map.of() : counters.count(List.copyOf(byId.values()));
    } catch (RuntimeException outage) {
      // Nothing is decided where the store is out of reach: then everything comes again.
      LOG.log(System.Logger.Level.WARNING, byId.size() + " outcomes were not counted", outage);
      Map<String, String> again = new LinkedHashMap<>();
      outcomes.keySet().forEach(id -> again.put(id, FailureReasons.of(outage)));
      return again;
    }
    byId.forEach(
        (id, outcome) -> {
          if (results.get(id) == UsageCounters.Result.NOW) {
            fresh.add(outcome);
          }
        });
    Map<String, String> again = new LinkedHashMap<>();
    outcomes.forEach(
        (messageId, outcome) -> {
          UsageCounters.Result result = results.get(outcome.id());
          if (result == null || result == UsageCounters.Result.LATER) {
            again.put(messageId, "another function may be counting it");
          }
        });
    return again;
  }

  private Set<String> unsent(Map<String, RejectedMessage> refused) {
    Set<RejectedMessage> failed = Set.copyOf(rejected.send(List.copyOf(refused.values())));
    Set<String> ids = new LinkedHashSet<>();
    refused.forEach(
        (id, message) -> {
          if (failed.contains(message)) {
            ids.add(id);
          }
        });
    return ids;
  }
}
