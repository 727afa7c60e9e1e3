package dev.tracefold.usage;

import dev.tracefold.metric.Metrics;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeReading;
import dev.tracefold.rejection.RejectedMessage;
import dev.tracefold.rejection.RejectedQueue;
import java.util.ArrayList;
import java.util.Collection;
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

  public OutcomeCounting(UsageCounters counters, RejectedQueue rejected) {
    this.counters = counters;
    this.rejected = rejected;
  }

  /**
   * A message of the queue.
   *
   * @param id names it in the answer
   * @param body should be an outcome
   */
  public record Message(String id, String body) {}

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
                    message.body(), REASON_MALFORMED, malformed.problem(), SOURCE, null));
      }
    }
    Set<String> again = new LinkedHashSet<>(unsent(refused));
    again.addAll(counted(outcomes, fresh));
    fresh.forEach(metrics::count);
    return again;
  }

  /** Counts what is not counted; the ids of the messages that could not be. */
  private Set<String> counted(Map<String, OutcomeMessage> outcomes, List<OutcomeMessage> fresh) {
    Map<String, OutcomeMessage> byId = new LinkedHashMap<>();
    outcomes.values().forEach(outcome -> byId.putIfAbsent(outcome.id(), outcome));
    Map<String, UsageCounters.Result> results = tryToCount(byId.values());
    byId.forEach(
        (id, outcome) -> {
          if (results.get(id) == UsageCounters.Result.NOW) {
            fresh.add(outcome);
          }
        });
    Set<String> again = new LinkedHashSet<>();
    outcomes.forEach(
        (messageId, outcome) -> {
          UsageCounters.Result result = results.get(outcome.id());
          if (result == null || result == UsageCounters.Result.LATER) {
            again.add(messageId);
          }
        });
    return again;
  }

  /** Nothing is decided where the store is out of reach: then everything comes again. */
  private Map<String, UsageCounters.Result> tryToCount(Collection<OutcomeMessage> outcomes) {
    try {
      return outcomes.isEmpty() ? Map.of() : counters.count(List.copyOf(outcomes));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, outcomes.size() + " outcomes were not counted", e);
      return Map.of();
    }
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
